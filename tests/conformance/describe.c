/* How bytes, texts, errors and objects are written down (FORMAT.md, "Result lines"). */
#include "runner.h"

#include <ctype.h>
#include <string.h>

static void add_hex(struct text *text, const unsigned char *data, Py_ssize_t size) {
  for (Py_ssize_t i = 0; i < size; i++) text_add(text, "%02x", data[i]);
}

void describe_bytes(struct text *text, const void *data, Py_ssize_t size) {
  const unsigned char *bytes = data;
  if (size <= 0) {
    text_add(text, "-");
  } else if (size <= 64) {
    add_hex(text, bytes, size);
  } else {
    add_hex(text, bytes, 16);
    text_add(text, "..");
    add_hex(text, bytes + size - 16, 16);
    text_add(text, "#%08x", (unsigned)fnv1a32(bytes, (size_t)size));
  }
}

static void add_escaped(struct text *text, const char *chars, size_t size) {
  for (size_t i = 0; i < size; i++) {
    unsigned char c = (unsigned char)chars[i];
    if (c < 32 || c > 126)
      text_add(text, "\\x%02x", c);
    else
      text_add(text, c == '"' || c == '\\' ? "\\%c" : "%c", c);
  }
}

/* Addresses differ from run to run: `0x` and its hex digits become `0x*`. */
static struct text mask_addresses(const char *chars, size_t size) {
  struct text masked = {0};
  text_add_chars(&masked, "", 0);
  for (size_t i = 0; i < size;) {
    size_t end = i + 2;
    if (end < size && chars[i] == '0' && chars[i + 1] == 'x')
      while (end < size && isxdigit((unsigned char)chars[end])) end++;
    if (end > i + 2) {
      text_add_chars(&masked, "0x*", 3);
      i = end;
    } else {
      text_add_chars(&masked, chars + i++, 1);
    }
  }
  return masked;
}

void describe_text(struct text *text, const char *chars, size_t size) {
  struct text masked = mask_addresses(chars, size);
  bool whole = masked.size <= 240;
  text_add(text, "\"");
  add_escaped(text, masked.chars, whole ? masked.size : 100);
  text_add(text, "\"");
  if (!whole) {
    uint32_t hash = fnv1a32(masked.chars, masked.size);
    text_add(text, " ..%zu#%08x", masked.size, (unsigned)hash);
  }
  text_free(&masked);
}

/* Bad internal calls begin with the `file:line: ` of the library's own source. */
static const char *skip_place(const char *message) {
  const char *colon = message + strcspn(message, " :");
  if (colon == message || *colon != ':') return message;
  const char *end = colon + 1 + strspn(colon + 1, "0123456789");
  return end > colon + 1 && strncmp(end, ": ", 2) == 0 ? end : message;
}

bool describe_error(struct text *text) {
  const char *name = Slotbuf_ErrorName();
  if (name == NULL) return false;
  const char *message = Slotbuf_ErrorText(), *rest = skip_place(message);
  text_add(text, "%s: %s", name, rest != message ? "FILE:LINE" : "");
  struct text masked = mask_addresses(rest, strlen(rest));
  add_escaped(text, masked.chars, masked.size);
  text_free(&masked);
  PyErr_Clear();
  return true;
}

static void describe_failure(struct text *text) {
  text_add(text, " !");
  describe_error(text);
}

static void describe_content(struct text *text, const void *data, Py_ssize_t size) {
  text_add(text, " %zd ", size);
  describe_bytes(text, data, size);
}

static void describe_window(struct text *text, PyObject *object) {
  const void *data;
  Py_ssize_t size;
  if (PyObject_AsReadBuffer(object, &data, &size) == 0)
    describe_content(text, data, size);
  else
    describe_failure(text);
}

static void describe_repr(struct text *text, PyObject *object) {
  PyObject *repr = PyObject_Repr(object);
  if (repr == NULL) {
    describe_failure(text);
    return;
  }
  text_add(text, " ");
  describe_text(text, PyString_AS_STRING(repr), (size_t)PyString_GET_SIZE(repr));
  Py_DECREF(repr);
}

/* str and bytearray show their own content, not what the slots of a subtype hand out. */
void describe_object(struct text *text, PyObject *object) {
  transcript_mute(true);
  text_add(text, "%s", Py_TYPE(object)->tp_name);
  if (PyString_Check(object))
    describe_content(text, PyString_AS_STRING(object), PyString_GET_SIZE(object));
  else if (PyByteArray_Check(object))
    describe_content(text, PyByteArray_AsString(object), PyByteArray_Size(object));
  else if (PyBuffer_Check(object) || SlotbufArray_Check(object))
    describe_window(text, object);
  else if (!is_user_object(object) && !PyMemoryView_Check(object))
    describe_repr(text, object);
  PyErr_Clear();
  transcript_mute(false);
}
