// Doubles as text, the same in any locale.
#ifndef SLOTBUF_OBJECTS_NUMBERS_FLOAT_TEXT_HH
#define SLOTBUF_OBJECTS_NUMBERS_FLOAT_TEXT_HH

namespace slotbuf {

// Room for any of the texts, NUL included.
inline constexpr int float_text_size = 40;

// Writes the shortest text that reads back as [value]. CPython 2.7: float_repr.
void write_shortest(char *text, double value);

// Writes [value] rounded to [digits] digits, at most 17. CPython 2.7: float_str.
void write_rounded(char *text, double value, int digits);

}  // namespace slotbuf

#endif
