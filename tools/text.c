/* See text.h. */
#include "text.h"

/* The bytes of the UTF-8 character that [text] begins with, or 0 if it begins with none. */
static size_t character_size(const char *text) {
  static const unsigned long smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char *bytes = (const unsigned char *)text;
  if (bytes[0] < 0x80) return 1;
  size_t size = bytes[0] >= 0xf8 ? 0 : bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : 2;
  unsigned long value = bytes[0] & (0x7fu >> size);
  for (size_t i = 1; i < size; i++) {
    if ((bytes[i] & 0xc0) != 0x80) return 0;
    value = value << 6 | (bytes[i] & 0x3f);
  }
  int is_surrogate = value >= 0xd800 && value < 0xe000;
  return bytes[0] < 0xc0 || value < smallest[size] || value > 0x10ffff || is_surrogate ? 0 : size;
}

/* Whether the character of [size] bytes at [text] may go to a terminal: no control character, and
 * not one of those from U+0080 to U+009F. */
static int is_printable(const char *text, size_t size) {
  const unsigned char *bytes = (const unsigned char *)text;
  if (size == 1) return bytes[0] >= 0x20 && bytes[0] != 0x7f;
  return size > 0 && !(bytes[0] == 0xc2 && bytes[1] < 0xa0);
}

/* Prints the character at [*text], nothing if [stream] is NULL, and goes past it. Returns its
 * columns. */
static size_t put_character(FILE *stream, const char **text) {
  size_t size = character_size(*text);
  int printable = is_printable(*text, size);
  if (stream != NULL && printable) fwrite(*text, 1, size, stream);
  if (stream != NULL && !printable) fprintf(stream, "\\x%02x", (unsigned char)**text);
  *text += printable ? size : 1;
  return printable ? 1 : 4;
}

void print_plain(FILE *stream, const char *text, size_t columns) {
  size_t width = 0;
  for (const char *at = text; *at;) width += put_character(NULL, &at);
  size_t hidden = width <= columns ? 0 : width - columns + 3;
  if (hidden > 0) fputs("...", stream);
  for (size_t column = 0; *text;) column += put_character(column < hidden ? NULL : stream, &text);
}

void print_json(FILE *stream, const char *text) {
  putc('"', stream);
  while (*text) {
    size_t size = character_size(text);
    if (size == 0)
      fputs("\\ufffd", stream);
    else if (*text == '"' || *text == '\\')
      fprintf(stream, "\\%c", *text);
    else if (size == 1 && !is_printable(text, size))
      fprintf(stream, "\\u%04x", (unsigned char)*text);
    else
      fwrite(text, 1, size, stream);
    text += size > 0 ? size : 1;
  }
  putc('"', stream);
}
