/* HEX operands: `-` (empty), `616263`, or `6162*1000` (repeated). */
#include "runner.h"

#include <stdlib.h>
#include <string.h>

static int nibble(char digit) {
  static const char digits[] = "0123456789abcdef";
  const char *found = digit != '\0' ? strchr(digits, digit) : NULL;
  return found != NULL ? (int)(found - digits) : -1;
}

/* Exactly as large as asked for, so that a memory checker sees a read past the end. */
bool bytes_from_hex(struct bytes *bytes, const char *hex) {
  size_t digits = strcspn(hex, "*"), unit = digits / 2, repeat = 1;
  *bytes = (struct bytes){0};
  if (strcmp(hex, "-") == 0) unit = digits = 0;
  if (digits % 2 != 0) return false;
  if (hex[digits] == '*') {
    char *end;
    repeat = strtoul(hex + digits + 1, &end, 10);
    if (*end != '\0' || end == hex + digits + 1) return false;
  }
  *bytes = (struct bytes){allocate(unit * repeat), (Py_ssize_t)(unit * repeat)};
  for (size_t i = 0; i < unit * repeat; i++) {
    const char *pair = hex + i % unit * 2;
    int high = nibble(pair[0]), low = nibble(pair[1]);
    if (high < 0 || low < 0) {
      bytes_free(bytes);
      return false;
    }
    bytes->data[i] = (unsigned char)(high << 4 | low);
  }
  return true;
}

struct bytes bytes_take(struct bytes *bytes) {
  struct bytes taken = *bytes;
  *bytes = (struct bytes){0};
  return taken;
}

void bytes_free(struct bytes *bytes) {
  free(bytes->data);
  *bytes = (struct bytes){0};
}

uint32_t fnv1a32(const void *data, size_t size) {
  const unsigned char *byte = data;
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < size; i++) hash = (hash ^ byte[i]) * 16777619u;
  return hash;
}
