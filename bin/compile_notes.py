"""Compiles the modules that read and code notes with mypyc, into src/cleanskin/_compiled (docs/decisions/0016).

    .venv/bin/python bin/compile_notes.py                 # fails when it cannot
    .venv/bin/python bin/compile_notes.py --if-possible   # says in one line why not, and succeeds

What is compiled is a copy of the sources, in which only two things are written so that mypyc and C take them: displays
with starred parts after `in`, and private names that are words of C.  `cleanskin.kernel.compiled` imports the result
while every source is as it was compiled.
"""

import argparse
import ast
import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from cleanskin.kernel.compiled import (
    COMPILED,
    FOLDER,
    SUFFIX,
    Held,
    Manifest,
    digest,
    is_fresh,
    manifest_path,
    read_manifest,
)

PACKAGE = FOLDER.parent
NOT_FOR_MYPYC = {"Struct"}
"""Bases of classes that mypyc cannot compile: a module with one stays as it is."""


class CannotCompile(Exception):
    """Why this machine cannot compile."""


def module_name(path: Path) -> str:
    """Return the name of the module in a source of the package."""
    parts = (PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_compilable(path: Path) -> bool:
    """True for a module of code that defines no class of a kind that mypyc cannot take."""
    if path.stem == "__init__":
        return False
    bases = (base for node in ast.walk(_parsed(path)) if isinstance(node, ast.ClassDef) for base in node.bases)
    return not any(ast.unparse(base).rpartition(".")[2] in NOT_FOR_MYPYC for base in bases)


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def _imported(path: Path) -> Iterator[str]:
    """Yield the names of all modules that a source may import, with the packages they lie in."""
    for node in ast.walk(_parsed(path)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def rests_on(files: list[Path]) -> list[Path]:
    """Return the sources of the package that some files import, and those import, and so on; with the files."""
    by_name = {module_name(path): path for path in PACKAGE.rglob("*.py")}
    reached = set(files)
    open_ends = list(files)
    while open_ends:
        for name in _imported(open_ends.pop()):
            path = by_name.get(name)
            if path is not None and path not in reached:
                reached.add(path)
                open_ends.append(path)
    return sorted(reached)


WORDS_OF_C = re.compile(
    rb"\b_(alignof|asm|attribute|complex|const|extension|imag|inline|label|real|restrict|signed|thread|typeof|volatile)\b"
)
"""Private names that, with the sign that mypyc puts before them, are words of C compilers: "__inline"."""


def rewritten(source: bytes) -> bytes:
    """Write `x in (*A, "b")` as `x in tuple((*A, "b"))`, and `_inline` as `_inline_`: the same, and mypyc takes it."""
    source = WORDS_OF_C.sub(rb"_\1_", source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    added: list[tuple[int, bytes]] = []
    for node in ast.walk(ast.parse(source)):
        asked: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            asked = [right for sign, right in zip(node.ops, node.comparators) if isinstance(sign, ast.In | ast.NotIn)]
        elif isinstance(node, ast.comprehension | ast.For):
            asked = [node.iter]
        for one in asked:
            if isinstance(one, ast.Tuple | ast.List | ast.Set) and any(isinstance(e, ast.Starred) for e in one.elts):
                first = starts[one.lineno - 1] + one.col_offset
                last = starts[(one.end_lineno or 0) - 1] + (one.end_col_offset or 0)
                added += [(first, b"tuple("), (last, b")")]
    for place, sign in sorted(added, reverse=True):
        source = source[:place] + sign + source[place:]
    return source


def copied(sources: list[Path], compiled: set[Path], into: Path) -> dict[str, Held]:
    """Copy sources, those to be compiled rewritten; return what they were."""
    held = {}
    for path in sources:
        name = path.relative_to(PACKAGE)
        changed_ns, content = path.stat().st_mtime_ns, path.read_bytes()
        held[name.as_posix()] = Held(size=len(content), changed_ns=changed_ns, sha256=digest(content))
        copy = into / PACKAGE.name / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(rewritten(content) if path in compiled else content)
    return held


def tools():
    """Return mypyc's translator and a C compiler for this interpreter."""
    with contextlib.suppress(ImportError):
        import setuptools  # noqa: F401 - stands for distutils, which Python 3.12 has no more
    try:
        from distutils import ccompiler
        from distutils import sysconfig as flags

        from mypyc.build import mypycify
    except ImportError as missing:
        raise CannotCompile(f"{missing.name} is not installed") from missing
    compiler = ccompiler.new_compiler()
    flags.customize_compiler(compiler)
    program = getattr(compiler, "compiler", ["cl"])[0]
    if shutil.which(program) is None:
        raise CannotCompile(f"there is no C compiler ({program})")
    if not Path(sysconfig.get_paths()["include"], "Python.h").exists():
        raise CannotCompile("the headers of Python (Python.h) are not installed")
    return mypycify, compiler


def translated(mypycify, modules: list[Path], group: str, at: Path):
    """Translate modules to C; return the extensions to build, the library first."""
    settings = at / "mypy.ini"
    settings.write_text(f"[mypy]\npython_version = {sys.version_info[0]}.{sys.version_info[1]}\nmypy_path = {at}\n")
    files = [os.fspath(at / PACKAGE.name / path.relative_to(PACKAGE)) for path in modules]
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return mypycify(
                ["--config-file", os.fspath(settings), "--cache-dir", os.devnull, *files],
                opt_level="1",  # -O2 gains a fiftieth and takes half as long again
                debug_level="0",
                multi_file=True,
                target_dir=os.fspath(at / "c"),
                group_name=group,
            )
    except (Exception, SystemExit) as error:
        raise CannotCompile(f"mypyc does not take the sources:\n{said.getvalue()}{error}") from error


SELDOM = """\
#include <Python.h>
#include "CPy.h"
#define SELDOM __attribute__((cold))
SELDOM void CPy_AddTraceback(const char *, const char *, int, PyObject *);
SELDOM void CPy_TypeErrorTraceback(const char *, const char *, int, PyObject *, const char *, PyObject *);
SELDOM void CPy_TypeError(const char *, PyObject *);
SELDOM void CPy_AttributeError(const char *, const char *, const char *, const char *, int, PyObject *);
SELDOM void CPyTagged_IncRef(CPyTagged);
SELDOM void CPyTagged_DecRef(CPyTagged);
SELDOM void PyErr_SetString(PyObject *, const char *);
SELDOM PyObject *PyErr_Format(PyObject *, const char *, ...);
"""
"""What is called on errors and for numbers too large for a word only.

Much of what mypyc writes is for errors.  Told so, C compilers lay it apart, and what runs lies close together."""

DENSE = ("-freorder-blocks-and-partition", "-fvisibility=hidden")
"""The same laid apart; functions of the library call each other straight."""


def dense(compiler, at: Path) -> list[str]:
    """Return the options that make the library dense, for the compilers that know them."""
    if compiler.compiler_type != "unix":
        return []
    header = at / "seldom.h"
    header.write_text(SELDOM)
    return ["-include", os.fspath(header), *DENSE]


def built(compiler, extensions, at: Path, into: Path, workers: int) -> None:
    """Compile and link extensions."""
    library, *modules = extensions
    include = sysconfig.get_paths()["include"]
    options_of_library = dense(compiler, at)

    def compiled(source: str, extension) -> str:
        # a warning of some compiler is no reason to go without
        options = [one for one in extension.extra_compile_args if one != "-Werror"]
        folders = [*extension.include_dirs, include]
        if extension is library:
            options += options_of_library
        made = compiler.compile([source], os.fspath(at / "o"), include_dirs=folders, extra_postargs=options)
        return made[0]

    def linked(extension, objects: list[str]) -> None:
        target = into.joinpath(*extension.name.split("."))
        target.parent.mkdir(parents=True, exist_ok=True)
        compiler.link_shared_object(objects, os.fspath(target) + SUFFIX)

    longest_first = sorted(library.sources, key=lambda name: -Path(name).stat().st_size)
    with ThreadPoolExecutor(workers) as pool:
        objects = list(pool.map(lambda source: compiled(source, library), longest_first))
        list(pool.map(lambda one: linked(one, [compiled(source, one) for source in one.sources]), modules))
    linked(library, sorted(objects))


@contextlib.contextmanager
def quiet(file: Path) -> Iterator[None]:
    """Keep to a file what compilers say; when they fail, tell their errors."""
    sys.stdout.flush()
    kept = [os.dup(number) for number in (1, 2)]
    with file.open("wb") as said:
        for number in (1, 2):
            os.dup2(said.fileno(), number)
    try:
        yield
    except Exception as error:
        lines = file.read_text("utf-8", "replace").splitlines()
        told = [line for line in lines if "error" in line] or lines
        raise CannotCompile("\n".join([f"the C compiler fails: {error}", *told[:20]])) from error
    finally:
        for number, held in zip((1, 2), kept):
            os.dup2(held, number)
            os.close(held)


def compile_all(workers: int) -> Manifest | None:
    """Compile what is to be compiled; return what was made, or None when all is as it was."""
    held = read_manifest(FOLDER)
    starts = [PACKAGE.parent.joinpath(*package.split(".")) for package in COMPILED]
    files = sorted(path for start in starts for path in start.rglob("*.py") if is_compilable(path))
    names = tuple(map(module_name, files))
    if held is not None and held.modules == names and is_fresh(held.sources, PACKAGE):
        return None
    mypycify, compiler = tools()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cleanskin-") as folder:
        at = Path(folder)
        sources = copied(rests_on(files), set(files), at)
        key = digest(msgspec.json.encode((SUFFIX, names, sources)))[:12]
        extensions = translated(mypycify, files, f"cleanskin_{key}", at)
        made = Path(tempfile.mkdtemp(prefix=".", dir=FOLDER))
        try:
            with quiet(at / "said"):
                built(compiler, extensions, at, made, workers)
        except BaseException:
            shutil.rmtree(made)
            raise
    return _put_in_place(Manifest(key, extensions[0].name, names, sources), made)


def _put_in_place(manifest: Manifest, made: Path) -> Manifest:
    """Name what was made in the manifest, whole, and remove what was made before."""
    before = read_manifest(FOLDER)
    target = FOLDER / manifest.folder
    shutil.rmtree(target, ignore_errors=True)
    made.chmod(0o755)
    made.rename(target)
    path = manifest_path(FOLDER)
    path.with_suffix(".new").write_bytes(msgspec.json.encode(manifest))
    path.with_suffix(".new").replace(path)
    if before is not None and before.folder != manifest.folder:
        shutil.rmtree(FOLDER / before.folder, ignore_errors=True)
    return manifest


def answers() -> bool:
    """True when a new process imports the compiled modules."""
    program = "import cleanskin.note.read\nfrom cleanskin.kernel import compiled\nprint(len(compiled.modules_in_use()))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return ran.returncode == 0 and ran.stdout.strip() not in ("", "0")


def main() -> int:
    """Compile, and say in one line what was done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--if-possible", action="store_true", help="succeed, with one line, where it cannot be done")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="C compilers at a time")
    given = parser.parse_args()
    started = time.perf_counter()
    try:
        manifest = compile_all(given.workers)
    except Exception as error:
        reason = str(error).splitlines() or [type(error).__name__]
        if given.if_possible:
            print(f"Notes are read by plain Python, a half slower: {reason[0].rstrip(':.')}.")
            return 0
        print(*reason, sep="\n", file=sys.stderr)
        return 1
    if manifest is None:
        print("The compiled modules are those of the sources.")
        return 0
    print(f"{len(manifest.modules)} modules compiled in {time.perf_counter() - started:.0f} s.")
    if not answers():
        print("They do not load; the sources answer.", file=sys.stderr)
        return int(not given.if_possible)
    return 0


if __name__ == "__main__":
    sys.exit(main())
