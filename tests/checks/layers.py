"""The rooms face one way: runtime <- protocol <- objects <- everything else. Inside objects the
rooms of the types do too, for internal headers; their public headers are everybody's. Public
headers include public headers, hosts include <slotbuf.h>, and Boost comes in through one door."""

import pathlib
import re
import sys

ROOMS = ('runtime', 'protocol', 'objects')
# The rooms inside objects, from the lowest up; files beside them stand above all.
OBJECT_ROOMS = ('numbers', 'operations', 'bytes', 'str', 'bytearray', 'buffer', 'array',
                'memoryview', 'mapping', 'rope')
HOSTS = ('examples', 'tools', 'tests/conformance')
BOOST_DOOR = 'runtime/intrusive.hh'
GATHERED = 'include/slotbuf.h'
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
PROSE = {'.h': re.compile(r'\s*/\*[^*]{20}'), '.hpp': re.compile(r'// [^\n]{20}')}

root = pathlib.Path(sys.argv[1]).resolve()


def is_in(path, folder):
    return path.startswith(folder + '/')


def room_of(path):
    return path.split('/')[0]


def object_room_of(path):
    """The room of a file under objects, or None for one that stands beside the rooms."""
    parts = path.split('/')
    return parts[1] if len(parts) > 2 else None


def height(path):
    room = object_room_of(path)
    return OBJECT_ROOMS.index(room) if room else len(OBJECT_ROOMS)


def resolve(source, quote, name):
    """The file of the tree that an include means; None for a system header, '' if there is none."""
    folders = [root / 'include', root]
    if quote == '"':
        folders.insert(0, (root / source).parent)
    for folder in folders:
        target = (folder / name).resolve()
        if target.is_file() and target.is_relative_to(root):
            return str(target.relative_to(root))
    return '' if quote == '"' else None


def complaint(source, target):
    """Why [source] may not include [target], or None. Both are paths from the root."""
    room, other = room_of(source), room_of(target)
    public = source.endswith('.h') and (room in ROOMS or room == 'include')
    if public and not target.endswith('.h'):
        return 'a public header includes only public headers'
    if source.endswith('.hpp') and not is_in(target, 'include'):
        return 'a header of the C++ face is a host, with <slotbuf.h>'
    if room in ROOMS and other in ROOMS and ROOMS.index(other) > ROOMS.index(room):
        return f'{room} does not know {other}'
    if room in ROOMS and other not in ROOMS and (room, target) != ('objects', GATHERED):
        return f'{room} does not know {other}'
    if is_in(source, 'objects') and is_in(target, 'objects'):
        if target.endswith('.hh') and height(target) > height(source):
            return (f'objects/{object_room_of(source)} does not know the internal headers of '
                    f'{object_room_of(target) or "objects"}')
    for host in HOSTS:
        if is_in(source, host) and not is_in(target, 'include') and not is_in(target, host):
            return 'a host includes only <slotbuf.h>'
    return None


problems = []
gathered = {resolve(GATHERED, *found) for found in INCLUDE.findall((root / GATHERED).read_text())}
seen = 0
for folder in (*ROOMS, 'include', 'examples', 'tools', 'tests', 'bench'):
    for path in sorted((root / folder).rglob('*')):
        if path.suffix not in ('.h', '.hh', '.hpp', '.cc', '.c'):
            continue
        seen += 1
        source, text = str(path.relative_to(root)), path.read_text()
        if folder == 'objects' and object_room_of(source) not in (None, *OBJECT_ROOMS):
            problems.append(f'{source}: layers.py does not know its room')
            continue
        prose = PROSE.get(path.suffix) if folder in (*ROOMS, 'include') else None
        if prose and not prose.match(text):
            problems.append(f'{source}: opens without a comment on what it is')
        if path.suffix == '.h' and folder in ROOMS and source not in gathered:
            problems.append(f'{source}: {GATHERED} does not gather it')
        for quote, name in INCLUDE.findall(text):
            target = resolve(source, quote, name)
            if target == '':  # tests may include what the build generates
                why = None if folder == 'tests' else 'there is no such file'
            elif target is None:
                is_stray = name.startswith('boost/') and source != BOOST_DOOR
                why = f'only {BOOST_DOOR} includes Boost' if is_stray else None
            else:
                why = complaint(source, target)
            if why:
                problems.append(f'{source}: #include of {name}: {why}')
if not seen:
    problems.append(f'{root} has no sources')
sys.exit('\n'.join(problems) or 0)
