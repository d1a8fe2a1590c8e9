"""The experiment: the same simulated practices, patients and payers, with and without the scrubber and the coder.

python -m bench.experiment                    # everything; writes the tables and the page of the documentation
python -m bench.experiment --seeds 1 --small  # a first look in seconds; writes nothing
"""
