"""What programs are made of: bytes, numbers, texts, and ways to make an object of each type."""

import re
import struct

KIND_ROW = re.compile(r'^ *\{"(\w+)", ', re.MULTILINE)

FLAGS = ('SIMPLE WRITABLE FORMAT ND STRIDES C_CONTIGUOUS F_CONTIGUOUS ANY_CONTIGUOUS INDIRECT '
         'CONTIG '
         'CONTIG_RO STRIDED STRIDED_RO RECORDS RECORDS_RO FULL FULL_RO').split()
ERRORS = 'BufferError IndexError MemoryError SystemError TypeError ValueError'.split()
RELATIONS = 'lt le eq ne gt ge'.split()
TYPECODES = {'c': 1, 'b': 1, 'B': 1, 'u': 4, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'f': 4,
             'd': 8}
ALPHABETS = (b'ab', b'abc', b'\x00\x01', b'\xff\x80a', b'\'"\\\n', b' 09AZaz~', bytes(range(256)))

METHODS = {
    'bytearray': 'append extend insert pop remove reverse nosuch',
    'array.array': 'append extend fromstring insert pop remove reverse byteswap tostring count '
                   'index '
                   'nosuch',
    'memoryview': 'tobytes tolist nosuch',
}
ATTRIBUTES = {
    'array.array': 'typecode itemsize nosuch',
    'memoryview': 'itemsize format shape strides suboffsets readonly ndim nosuch',
}

# The generic constructors, and the types that are ready when they are zero.
GENERIC = 'new alloc object var init init_var'.split()
EMPTY = 'str bytearray buffer memoryview int long float bool'.split()

# The functions that `number` knows.
READERS = (
    'PyInt_AsLong PyInt_AsSsize_t PyInt_AsUnsignedLongMask PyInt_AsUnsignedLongLongMask '
    'PyLong_AsLong PyLong_AsLongLong PyLong_AsSsize_t PyLong_AsUnsignedLong '
    'PyLong_AsUnsignedLongMask PyLong_AsUnsignedLongLong PyLong_AsUnsignedLongLongMask '
    'PyLong_AsLongAndOverflow PyLong_AsLongLongAndOverflow').split()

# The exceptions that `raise` knows. The text of a KeyError is the repr of its value in CPython, and
# the str for Slotbuf_ErrorText.
EXCEPTIONS = (
    'BaseException Exception GeneratorExit KeyboardInterrupt SystemExit StandardError '
    'StopIteration Warning ArithmeticError LookupError AssertionError AttributeError '
    'BufferError EOFError EnvironmentError FloatingPointError IOError ImportError '
    'IndexError MemoryError NameError NotImplementedError OSError OverflowError '
    'ReferenceError RuntimeError SystemError TypeError UnboundLocalError UnicodeError '
    'ValueError ZeroDivisionError BytesWarning DeprecationWarning FutureWarning '
    'ImportWarning PendingDeprecationWarning RuntimeWarning SyntaxWarning '
    'UnicodeWarning UserWarning').split()

FLOATS = ('0.0 -0.0 1.0 1.5 -2.5 0.1 97.0 98.0 255.0 256.0 3.0 1e16 1e17 123456789.125 1e22 1e-5 '
          '5e-324 '
          '1.7976931348623157e308 2.2250738585072014e-308 0.30000000000000004 1e300 inf -inf nan '
          '9007199254740993 -1e-4 1e100 3.4028234663852886e38 1e39 11475874630050').split()

# The numbers at which items of some typecode end, and those around what an index can be.
EDGES = sorted({sign * (1 << bits) + more for bits in (7, 8, 15, 16, 31, 32) for sign in (1, -1)
                for more in (-1, 0, 1)} | {97, 98, 65, 0, 1, 2, 10, 255})
FAR = ['MAX', 'MIN', 'MAX-1', 'MIN+1', 'MAX-7', str(1 << 62), str(-(1 << 62)), str((1 << 62) + 1)]


def kinds(source):
    """The user types, as kinds.c has them."""
    return KIND_ROW.findall(source)


def hexed(data):
    return data.hex() or '-'


class Material:
    """Draws from all of it, by a random.Random."""

    def __init__(self, random):
        self.random = random

    def chance(self, probability):
        return self.random.random() < probability

    def some(self, unit=1):
        alphabet = self.random.choice(ALPHABETS)
        size = self.random.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12))
        return bytes(self.random.choices(alphabet, k=size * unit))

    def bytes(self):
        if self.chance(0.04):
            unit = bytes(self.random.choices(self.random.choice(ALPHABETS),
                         k=self.random.randint(1, 3)))
            times = self.random.choice((0, 1, 20, 21, 22, 32, 33, 64, 65, 130, 300))
            return f'{unit.hex()}*{times}'
        return hexed(self.some())

    def chars(self):
        """Bytes for a C string."""
        return hexed(self.some().replace(b'\0', b'x'))

    def index(self):
        return self.random.choice(FAR) if self.chance(0.12) else str(self.random.randint(-9, 9))

    def bound(self):
        if self.chance(0.15):
            return self.random.choice(FAR)
        return str(self.random.choice((-1, 0, 0, 1, 2, 3, 4, 5, self.random.randint(-14, 14))))

    def count(self):
        return self.random.choice(FAR) if self.chance(0.12) else \
            str(self.random.choice((0, 1, 1, 2, 2, 3, 5, -1, -3, 17)))

    def size(self):
        if self.chance(0.15):
            return self.random.choice(FAR)
        return str(self.random.choice((0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 129,
                   300,
                                       -1, -2)))

    def offset(self):
        return self.random.choice(FAR) if self.chance(0.06) else \
            str(self.random.choice((0, 0, 0, 1, 1, 2, 3, 5, 8, -1)))

    def window(self):
        return self.random.choice(FAR) if self.chance(0.06) else \
            str(self.random.choice((-1, -1, -1, -1, 0, 1, 2, 3, 4, 6, 9, -2)))

    def integer(self):
        if self.chance(0.1):
            return self.random.choice(FAR)
        return str(self.random.choice((self.random.choice(EDGES), self.random.randint(0, 3),
                                       self.random.choice((97, 98, 99)), self.random.randint(-9,
                                       260))))

    def real(self):
        if self.chance(0.7):
            return self.random.choice(FLOATS)
        value = struct.unpack('<d', self.random.randbytes(8))[0]
        return repr(self.random.choice((value, round(value % 1000, 3), self.random.random())))

    def flags(self):
        return '|'.join(self.random.sample(FLAGS, self.random.choice((1, 1, 1, 2, 3))))

    def layout(self):
        """The operands of `cast` behind the view: format, item size, shape and strides."""
        size = self.random.choice((1, 1, 1, 2, 4))
        form = self.random.choice(('B', 'B', {1: 'b', 2: 'H', 4: '<i'}[size], 'NULL', 'c', 'xyz'))
        ndim = self.random.choice((0, 1, 1, 1, 1, 2, 2, 3))
        lengths = [self.random.choice((0, 1, 1, 2, 2, 3)) for _ in range(ndim)]
        if ndim == 1:
            lengths = [self.random.choice((0, 1, 2, 3, 4, 5, 6))]
        shape = ','.join(map(str, lengths)) if ndim else self.random.choice(('-', 'NULL'))
        strides = self.random.choice(('C', 'C', 'F', 'NULL', ','.join(
            str(size * self.random.choice((0, 1, 1, 2, 3, -1, -2))) for _ in range(ndim))))
        suboffsets = ' suboffsets' if self.chance(0.1) else ''
        return f'{form} {size} {shape} {strides or "NULL"}{suboffsets}'

    def generic(self, types):
        how = self.random.choice(GENERIC)
        return f'{self.random.choice(types)} {how} {self.random.choice((0, 0, 1, 2, 3, 9, 40))}'

    def reader(self):
        return self.random.choice(READERS)

    def around(self):
        return self.random.choice(('start', 'start', 'stop', 'step', 'buffer', 'memoryview'))

    def depth(self):
        return str(self.random.choice((0, 1, 2, 3, 10, 100, 333, 499, 500, 501, 700, 997, 998, 999,
                                       1000, 1001, 1002, 1500, 3000)))

    def few(self):
        return str(self.random.choice((0, 1, 1, 2, 2, 3, 4, 5)))

    def places(self):
        return ' '.join(str(self.random.choice((0, 0, 1, 1, 2))) for _ in range(3))

    def items(self, code):
        """Raw items for an array, now and then a byte too many."""
        width = TYPECODES[code]
        if code in 'fd' and self.chance(0.7):
            data = b''.join(struct.pack('<' + code, self.random.choice((0.5, 1, 97, -2.25, 1e30)))
                            for _ in range(self.random.randint(0, 4)))
        elif code == 'u' or self.chance(0.6):
            data = b''.join(bytes([self.random.choice(b'abc\x01\x00')]).ljust(width, b'\0')
                            for _ in range(self.random.randint(0, 6)))
        else:
            data = self.some(width)
        return hexed(data + (b'x' if width > 1 and self.chance(0.03) else b''))

    def typecode(self):
        if self.chance(0.97):
            return self.random.choice('cbBhHiIlLfd')
        return self.random.choice('uxq ').strip() or 'u'

    def format(self):
        """Kinds, values and text of a `format` line, which have to fit each other."""
        kinds, values, text = '', [], self.random.choice(('', 'a', '[', '  '))
        for _ in range(self.random.randint(0, 4)):
            kind = self.random.choice('dlzsp')
            width = self.random.choice(('', '', '', '1', '5', '05', '.3', '8.2', '.0', '-4', '+',
                                       '12', ' ', '#'))
            code = {'d': self.random.choice('dduuxic'),
                    'l': self.random.choice(('ld', 'lu', 'ld', 'lu', 'lld', 'llu')),
                    'z': self.random.choice(('zd', 'zu')), 's': 's', 'p': 'p'}[kind]
            value = self.chars() if kind == 's' else self.integer()
            if kind == 'd':
                value = str(self.random.choice((0, 1, -1, 97, 255, 256, 2**31 - 1, -2**31)))
            kinds, values = kinds + kind, values + [value]
            text += f'%{width}{code}' + self.random.choice(('', '', ',', '%%', ' \\"'))
        text += self.random.choice(
            ('', '', '', '', '%', '%q', '%lx rest', '%5', 'z', '%li', '%lli x', '%llx', '%zi,',
             '%3lc', '%.2ls', '%ll', '%l', '%zzd', '%llld'))
        return ' '.join([kinds or '-'] + values) + ' : ' + text
