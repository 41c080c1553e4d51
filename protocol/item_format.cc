// PyBuffer_SizeFromFormat: struct-style formats.

#include "item_format.h"

#include <stdint.h>
#include <string.h>

#include "../runtime/error.hh"

namespace slotbuf {
namespace {

// Ours: CPython 2.7 never defined the function.
constexpr char bad_format[] =
    "bad item format: codes are x c b B ? h H i I l L q Q f d s p P, after one of @ = < > !";

struct code {
  char letter;
  int standard_size;
  int native_size;
  int alignment;
};

template <class T>
constexpr code native(char letter, int standard_size) {
  return {letter, standard_size, sizeof(T), alignof(T)};
}

constexpr code codes[] = {
    native<char>('x', 1),      native<char>('c', 1),  native<char>('b', 1),
    native<char>('B', 1),      native<bool>('?', 1),  native<short>('h', 2),
    native<short>('H', 2),     native<int>('i', 4),   native<int>('I', 4),
    native<long>('l', 4),      native<long>('L', 4),  native<long long>('q', 8),
    native<long long>('Q', 8), native<float>('f', 4), native<double>('d', 8),
    native<char>('s', 1),      native<char>('p', 1),  {'P', 0, sizeof(void *), alignof(void *)},
};

const code *find_code(char letter) {
  for (const code &each : codes)
    if (each.letter == letter) return &each;
  return nullptr;
}

// Reads the count before a code: 1 if there is none, -1 if it is too large. Counts and sizes have
// 64 bits, as a long may have no more than an int.
int read_count(const char *&at) {
  if (*at < '0' || *at > '9') return 1;
  int64_t count = 0;
  for (; *at >= '0' && *at <= '9'; ++at)
    if ((count = count * 10 + (*at - '0')) > INT_MAX) return -1;
  return static_cast<int>(count);
}

}  // namespace
}  // namespace slotbuf

int PyBuffer_SizeFromFormat(const char *format) {
  using namespace slotbuf;
  if (!format) return fail_for_null();
  const bool standard = *format && strchr("=<>!", *format);
  const char *at = format + (standard || *format == '@');
  int64_t size = 0;
  for (; *at; ++at) {
    if (strchr(" \t\n\r\f\v", *at)) continue;
    const int count = read_count(at);
    const code *const each = find_code(*at);
    if (count < 0 || !each || (standard && !each->standard_size))
      return fail(ValueError, bad_format);
    if (!standard) size = (size + each->alignment - 1) / each->alignment * each->alignment;
    size += int64_t{count} * (standard ? each->standard_size : each->native_size);
    if (size > INT_MAX) return fail(ValueError, bad_format);
  }
  return static_cast<int>(size);
}
