"""A small tabular list in the official layout: real codes and structure, wording of our own, no original text."""

TABULAR = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2026</version>
  <chapter>
    <name>2</name>
    <desc>Growths (C00-D49)</desc>
    <excludes2><note>warts (B07.-)</note></excludes2>
    <section id="C43-C44">
      <desc>Skin cancers (C43-C44)</desc>
      <excludes1><note>rodent bite (W53.-)</note></excludes1>
      <diag><name>C43</name><desc>Melanoma of skin</desc>
        <excludes1><note>melanoma in place (D03.-)</note></excludes1>
        <diag><name>C43.0</name><desc>Melanoma of lip</desc></diag>
      </diag>
      <diag><name>C4A</name><desc>Merkel cell cancer</desc>
        <diag><name>C4A.0</name><desc>Merkel cell cancer of lip</desc></diag>
      </diag>
      <diag><name>C44</name><desc>Other cancer of skin</desc>
        <includes><note>cancer of sweat glands</note></includes>
        <excludes1>
          <note>melanoma of skin (C43.-)</note>
          <note>genital skin (C51-C52, C60.-, C63.2)</note>
        </excludes1>
        <diag><name>C44.1</name><desc>Other cancer of eyelid</desc>
          <diag><name>C44.11</name><desc>Basal cell cancer of eyelid</desc>
            <diag><name>C44.111</name><desc>Basal cell cancer of unspecified eyelid</desc></diag>
            <diag><name>C44.112</name><desc>Basal cell cancer of right eyelid</desc>
              <diag><name>C44.1121</name><desc>Basal cell cancer of right upper eyelid</desc></diag>
              <diag><name>C44.1122</name><desc>Basal cell cancer of right lower eyelid</desc></diag>
            </diag>
            <diag><name>C44.119</name><desc>Basal cell cancer of left eyelid</desc>
              <diag><name>C44.1191</name><desc>Basal cell cancer of left upper eyelid</desc></diag>
              <diag><name>C44.1192</name><desc>Basal cell cancer of left lower eyelid</desc></diag>
            </diag>
          </diag>
        </diag>
        <diag><name>C44.5</name><desc>Other cancer of trunk</desc>
          <diag><name>C44.51</name><desc>Basal cell cancer of trunk</desc>
            <diag><name>C44.519</name><desc>Basal cell cancer of other part of trunk</desc></diag>
          </diag>
        </diag>
      </diag>
    </section>
    <section id="D00-D09">
      <desc>Cancers in place</desc>
      <diag><name>D03</name><desc>Melanoma in place</desc>
        <diag><name>D03.0</name><desc>Melanoma in place of lip</desc></diag>
      </diag>
    </section>
  </chapter>
  <chapter>
    <name>12</name>
    <desc>Skin (L00-L99)</desc>
    <excludes2><note>growths (C00-D49)</note></excludes2>
    <section id="L20-L30">
      <desc>Dermatitis</desc>
      <diag><name>L27</name><desc>Dermatitis from substances taken in</desc>
        <diag><name>L27.0</name><desc>Rash from drugs</desc>
          <useAdditionalCode><note>code to name the drug (T36-T50 with fifth or sixth character 5)</note></useAdditionalCode>
        </diag>
      </diag>
    </section>
    <section id="L60-L75">
      <desc>Appendages</desc>
      <diag><name>L62</name><desc>Nail disorders in diseases classified elsewhere</desc>
        <codeFirst><note>underlying disease, such as:</note><note>thick skin of nails (M89.4-)</note></codeFirst>
      </diag>
    </section>
    <section id="L80-L99">
      <desc>Other</desc>
      <diag><name>L82</name><desc>Seborrheic keratosis</desc>
        <excludes2><note>seborrheic dermatitis (L21.-)</note></excludes2>
        <diag><name>L82.0</name><desc>Inflamed seborrheic keratosis</desc></diag>
        <diag><name>L82.1</name><desc>Other seborrheic keratosis</desc>
          <inclusionTerm><note>Seborrheic keratosis NOS</note></inclusionTerm></diag>
      </diag>
    </section>
  </chapter>
  <chapter>
    <name>19</name>
    <desc>Injury (S00-T88)</desc>
    <section id="S00-S09">
      <desc>Head</desc>
      <diag><name>S06</name><desc>Brain injury</desc>
        <sevenChrNote><note>to each code</note></sevenChrNote>
        <sevenChrDef><extension char="A">first visit</extension><extension char="D">later visit</extension></sevenChrDef>
        <notes><note>7th characters D and S do not apply to codes in category S06 with 6th character 7 - death, or 8 - other death.</note></notes>
        <diag><name>S06.1</name><desc>Swelling of brain</desc>
          <diag placeholder="true"><name>S06.1X</name><desc>Swelling of brain</desc>
            <diag><name>S06.1X0</name><desc>Swelling of brain, awake</desc></diag>
            <diag><name>S06.1X7</name><desc>Swelling of brain, dead</desc></diag>
          </diag>
        </diag>
      </diag>
      <diag><name>S09</name><desc>Other injury of head</desc>
        <sevenChrDef><extension char="A">first visit</extension><extension char="S">late effect</extension></sevenChrDef>
        <diag><name>S09.0</name><desc>Injury of vessels of head</desc></diag>
      </diag>
    </section>
    <section id="T36-T50">
      <desc>Drugs</desc>
      <diag><name>T36</name><desc>Antibiotics</desc>
        <sevenChrDef><extension char="A">first visit</extension></sevenChrDef>
        <diag><name>T36.0</name><desc>Penicillins</desc>
          <diag placeholder="true"><name>T36.0X</name><desc>Penicillins</desc>
            <diag><name>T36.0X1</name><desc>Poisoning by penicillins</desc></diag>
            <diag><name>T36.0X5</name><desc>Adverse effect of penicillins</desc></diag>
          </diag>
        </diag>
      </diag>
    </section>
  </chapter>
</ICD10CM.tabular>
"""
