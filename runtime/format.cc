// CPython 2.7: PyString_FromFormatV. Flags are ignored, and a width or a precision does nothing but
// truncate %s. An unknown directive ends the formatting: it and the rest of the format are copied
// as they are.

#include "format.hh"

#include <stdint.h>
#include <string.h>

#include "config.h"
#include "number_text.hh"

namespace slotbuf {
namespace {

// Where the text goes. It counts all of the text and keeps what fits.
class sink {
 public:
  sink(char *buffer, size_t capacity) : buffer_(buffer), capacity_(capacity) {}

  void add(const char *text, size_t size) {
    if (length_ < capacity_) {
      const size_t room = capacity_ - length_;
      memcpy(buffer_ + length_, text, size < room ? size : room);
    }
    length_ += size;
  }
  void add(const char *text) { add(text, strlen(text)); }
  void add(char byte) { add(&byte, 1); }
  size_t length() const { return length_; }

 private:
  char *buffer_;
  size_t capacity_;
  size_t length_ = 0;
};

struct directive {
  size_t width = 0;  // the precision, else the width; 0: neither
  char size = 0;     // 'l', 'z', 'q' (for ll), or 0
  char kind = 0;
};

// The arguments not used yet. They are a copy of the caller's va_list, so the caller can format a
// second time with it.
struct argument_list {
  explicit argument_list(va_list start) { va_copy(at, start); }
  ~argument_list() { va_end(at); }
  va_list at;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool takes_size(char kind) { return kind == 'd' || kind == 'u'; }

size_t parse_number(const char *&at) {
  size_t number = 0;
  for (; is_digit(*at); ++at)
    if (number < PY_SSIZE_T_MAX / 16) number = number * 10 + static_cast<size_t>(*at - '0');
  return number;
}

directive parse(const char *&at) {
  directive parsed;
  parsed.width = parse_number(at);
  if (*at == '.') parsed.width = parse_number(++at);
  while (*at && *at != '%' && !is_letter(*at)) ++at;
  if ((*at == 'l' || *at == 'z') && takes_size(at[1])) {
    parsed.size = *at++;
  } else if (*at == 'l' && at[1] == 'l' && takes_size(at[2])) {
    parsed.size = 'q';
    at += 2;
  }
  parsed.kind = *at;
  return parsed;
}

// CPython 2.7: a width truncates, as a precision does.
void add_string(sink &out, const char *text, size_t width) {
  out.add(text, width > 0 ? strnlen(text, width) : strlen(text));
}

template <class T>
void add_number(sink &out, T value, unsigned base = 10) {
  const number_text digits(value, base);
  out.add(digits.data(), digits.size());
}

// CPython 2.7: "0x" and what glibc makes of the pointer.
void add_pointer(sink &out, const void *pointer) {
  out.add("0x");
  if (!pointer) return out.add("(nil)");
  add_number(out, reinterpret_cast<uintptr_t>(pointer), 16);
}

void add_signed(sink &out, char size, argument_list &from) {
  if (size == 'l') return add_number(out, va_arg(from.at, long));
  if (size == 'z') return add_number(out, va_arg(from.at, Py_ssize_t));
  if (size == 'q') return add_number(out, va_arg(from.at, long long));
  add_number(out, va_arg(from.at, int));
}

void add_unsigned(sink &out, char size, argument_list &from) {
  if (size == 'l') return add_number(out, va_arg(from.at, unsigned long));
  if (size == 'z') return add_number(out, va_arg(from.at, size_t));
  if (size == 'q') return add_number(out, va_arg(from.at, unsigned long long));
  add_number(out, va_arg(from.at, unsigned int));
}

}  // namespace

size_t format_text(char *buffer, size_t capacity, const char *format, va_list arguments) {
  sink out(buffer, capacity);
  argument_list from(arguments);
  for (const char *at = format; *at; ++at) {
    if (*at != '%') {
      out.add(*at);
      continue;
    }
    const char *const start = at++;
    const directive how = parse(at);
    switch (how.kind) {
      case 'c':
        out.add(static_cast<char>(va_arg(from.at, int)));
        break;
      case 'd':
        add_signed(out, how.size, from);
        break;
      case 'u':
        add_unsigned(out, how.size, from);
        break;
      case 'i':
        add_number(out, va_arg(from.at, int));
        break;
      case 'x':
        add_number(out, va_arg(from.at, unsigned int), 16);
        break;
      case 's':
        add_string(out, va_arg(from.at, const char *), how.width);
        break;
      case 'p':
        add_pointer(out, va_arg(from.at, void *));
        break;
      case '%':
        out.add('%');
        break;
      default:
        out.add(start);
        return out.length();
    }
  }
  return out.length();
}

}  // namespace slotbuf
