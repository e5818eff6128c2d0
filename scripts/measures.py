#!/usr/bin/env python3
"""Measures of the house: `scripts/measures.py [ROOT]` prints a table of src and web/src, then what stands out, by name.

What is counted:
- files: .rs in src, .ts and .tsx in web/src; without tests, generated files and declarations; every line counts.
- functions: Rust only, from the line of `fn` to its closing brace, without those of tests.
- circles: files that reach themselves over imports. A Rust import is any path that begins with `crate`, `super`, `self`
  or a module declared in the same file, in a `use` (groups too) or in the middle of the code; it leads to the file of the
  longest module it names, and a name that this file only re-exports (`pub use child::Name`) on to where it comes from.
  `mod child;` alone is no import. So a parent that re-exports its child is in a circle only when the child imports
  something that the parent itself holds. Such circles hide the others, hence two columns: without parents (mod.rs), and
  with them. In the pages also `import type`, `import()` and what `import.meta.glob` takes.
- folders: those with more than 14 of the files counted; subfolders do not count.
"""

import fnmatch
import math
import re
import statistics
import sys
from collections import Counter
from pathlib import Path

GENERATED = {"src/db/schema.rs", "web/src/api/schema.d.ts"}
FOLDER_LIMIT = 14

RUST_NOISE = re.compile(
    r"//[^\n]*|/\*.*?\*/|b?r(#*)\".*?\"\1|b?\"(?:\\.|[^\"\\])*\"|b?'(?:\\.[^']*|[^'\\\n])'", re.DOTALL)
WEB_NOISE = re.compile(r"(?<![:\"'`])//[^\n]*|/\*.*?\*/", re.DOTALL)


def without(pattern, text):
    """The text with what the pattern finds blanked out, line by line the same."""
    return pattern.sub(lambda found: " " + "\n" * found.group().count("\n"), text)


def closing(text, start, pair="{}"):
    """Where the bracket that opens at or after `start` is closed."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] == pair[0]:
            depth += 1
        elif text[at] == pair[1]:
            depth -= 1
            if depth == 0:
                return at
    return len(text) - 1


# --- Rust


INLINE_TEST = re.compile(r"#\[cfg\(test\)\]\s*(?:#\[[^\]]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?(?:mod|fn|impl)\b[^;{]*\{")


def rust_code(path):
    """The code of a file without comments, texts and inline tests."""
    text = without(RUST_NOISE, path.read_text())
    while found := INLINE_TEST.search(text):
        end = closing(text, found.end() - 1) + 1
        text = text[:found.start()] + "\n" * text.count("\n", found.start(), end) + text[end:]
    return text


def function_lengths(code):
    for found in re.finditer(r"\bfn\s+\w+", code):
        body = re.compile(r"[{;]").search(code, signature_end(code, found.end()))
        if body and body.group() == "{":
            yield code.count("\n", found.start(), closing(code, body.start())) + 1


def signature_end(code, start):
    """Past the parameters: an array type among them holds a semicolon."""
    opening = code.index("(", start)
    return closing(code, opening, "()")


def use_paths(tree):
    """`a::{b, c::{self, d as e}}` as a::b, a::c, a::c::d."""
    tree = tree.strip()
    opening = tree.find("{")
    if opening < 0:
        return [re.sub(r"\s+as\s+\w+$", "", tree)]
    prefix, inner = tree[:opening], tree[opening + 1:closing(tree, opening)]
    depth, parts = 0, [""]
    for letter in inner:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [prefix + path for part in parts if part.strip() for path in use_paths(part)]


def module_of(path, root):
    parts = list(path.relative_to(root).with_suffix("").parts)
    return tuple(parts[:-1] if parts[-1] in ("mod", "lib") else parts)


def absolute(path, module, modules):
    """The path from the root of the program, or nothing when it leads to another crate or nowhere we know."""
    parts = [part.strip() for part in path.split("::")]
    if parts[0] in ("crate", "custody"):
        return tuple(parts[1:])
    if module + (parts[0],) in modules:
        return module + tuple(parts)
    if parts[0] not in ("self", "super"):
        return None
    while parts and parts[0] in ("self", "super"):
        module = module[:-1] if parts.pop(0) == "super" else module
    return module + tuple(parts)


def re_exports(code, module, modules):
    """What a file hands on: the name it is known by here, and where it comes from."""
    for found in re.finditer(r"\bpub(?:\([^)]*\))?\s+use\s+([^;]+);", code):
        for path in use_paths(found.group(1)):
            if source := absolute(path, module, modules):
                yield module + source[-1:], source


def rust_imports(code, module, modules, handed_on):
    """The modules that a file's code leads to."""
    paths = [path for found in re.finditer(r"\buse\s+([^;]+);", code) for path in use_paths(found.group(1))]
    paths += re.findall(r"\b\w+(?:\s*::\s*\w+)+", re.sub(r"\buse\s+[^;]+;", "", code))
    for names in filter(None, (absolute(path, module, modules) for path in paths)):
        while names not in modules:
            names = handed_on.get(names, names[:-1])
        yield names


def measure_rust(root):
    folder = root / "src"
    files = [path for path in sorted(folder.rglob("*.rs"))
             if str(path.relative_to(root)) not in GENERATED and "tests" not in path.with_suffix("").parts
             and not path.stem.endswith("_tests")]
    codes = {path: rust_code(path) for path in files}
    modules = {module_of(path, folder): path for path in files if path.name != "main.rs"}
    # A program's own file, and generated ones, are reached but never counted.
    modules.setdefault((), folder / "lib.rs")
    handed_on = {}
    for path, code in codes.items():
        handed_on.update(re_exports(code, module_of(path, folder), modules))
    graph = {path: {modules[name] for name in rust_imports(code, module_of(path, folder), modules, handed_on)} - {path}
             for path, code in codes.items()}
    lengths = [length for code in codes.values() for length in function_lengths(code)]
    return files, graph, lengths


# --- the pages

WEB_IMPORT = re.compile(r"(?:\bfrom|\bimport)\s*\(?\s*(['\"])([^'\"]+)\1")
WEB_GLOB = re.compile(r"import\.meta\.glob(?:<.*?>)?\(\s*(['\"])([^'\"]+)\1", re.DOTALL)


def web_imports(path, folder, known):
    text = without(WEB_NOISE, path.read_text())
    for _, name in WEB_IMPORT.findall(text):
        if not name.startswith((".", "@/")):
            continue
        base = folder / name[2:] if name.startswith("@/") else path.parent / name
        for ending in ("", ".ts", ".tsx", "/index.ts", "/index.tsx"):
            wanted = Path(f"{base}{ending}").resolve()
            if wanted in known:
                yield known[wanted]
    for _, name in WEB_GLOB.findall(text):
        pattern = str((path.parent / name.split("*")[0]).resolve()) + "/*" + name.split("*", 1)[-1]
        yield from (file for wanted, file in known.items() if fnmatch.fnmatch(str(wanted), pattern))


def measure_web(root):
    folder = root / "web/src"
    files = [path for path in sorted(folder.rglob("*.ts*"))
             if str(path.relative_to(root)) not in GENERATED and not re.search(r"\.(test|d)\.tsx?$", path.name)
             and path.name != "testing.ts"]
    known = {path.resolve(): path for path in files}
    graph = {path: set(web_imports(path, folder, known)) - {path} for path in files}
    return files, graph, []


# --- figures


def circles(graph):
    """Groups of files each of which reaches all the others."""
    def reached(start):
        seen, waiting = set(), [start]
        while waiting:
            for following in graph.get(waiting.pop(), ()):
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return seen

    reach = {path: reached(path) for path in graph}
    within = [path for path in graph if path in reach[path]]
    groups = {frozenset(other for other in within if other in reach[path] and path in reach[other]) for path in within}
    return sorted(groups, key=lambda group: (-len(group), sorted(group)))


def is_parent(path):
    return path.name == "mod.rs"


def without_parents(graph):
    return {path: set(others) - set(filter(is_parent, others)) for path, others in graph.items() if not is_parent(path)}


def quantile(values, share):
    return sorted(values)[math.ceil(share * len(values)) - 1]


def row(name, files, graph, lengths):
    lines = [len(path.read_text().splitlines()) for path in files]
    functions = [f"{quantile(lengths, share)}" for share in (0.9, 0.99, 1)] if lengths else ["-"] * 3
    full = [folder for folder, count in Counter(path.parent for path in files).items() if count > FOLDER_LIMIT]
    long = [sum(n > limit for n in lines) for limit in (300, 400)]
    return [name, len(files), round(statistics.median(lines)), max(lines), *long,
            *functions, *(sum(map(len, circles(g))) for g in (without_parents(graph), graph)), len(full)]


def print_table(rows):
    heads = ["", "files", "median", "max", ">300", ">400", "fn p90", "fn p99", "fn max", "in circles", "with mod.rs",
             f"folders >{FOLDER_LIMIT}"]
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for values in rows:
        print("| " + " | ".join(map(str, values)) + " |")


def print_details(root, files, graph):
    def named(paths):
        return ", ".join(sorted(str(path.relative_to(root)) for path in paths))

    for group in circles(without_parents(graph)):
        print(f"\ncircle of {len(group)} files:")
        for path in sorted(group):
            print(f"  {path.relative_to(root)} -> {named(graph[path] & group)}")
    for group in circles(graph):
        for parent in filter(is_parent, sorted(group)):
            importers = named(path for path in group if parent in graph[path])
            print(f"\n{named([parent])} in a circle of {len(group)}, imported by {importers}")
    for folder, count in sorted(Counter(path.parent for path in files).items()):
        if count > FOLDER_LIMIT:
            print(f"\nfolder {folder.relative_to(root)}: {count} files")


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    measured = {"src": measure_rust(root), "web/src": measure_web(root)}
    print_table([row(name, *figures) for name, figures in measured.items()])
    for files, graph, _ in measured.values():
        print_details(root, files, graph)


main()
