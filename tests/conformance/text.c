/* Text that grows, and the one place that allocates: without memory a test cannot say anything. */
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *need(void *block) {
  if (block != NULL) return block;
  fputs("runner: out of memory\n", stderr);
  exit(2);
}

void *allocate(size_t size) { return need(calloc(1, size > 0 ? size : 1)); }

static void make_room(struct text *text, size_t size) {
  size_t needed = text->size + size + 1;
  if (needed <= text->capacity) return;
  text->capacity = needed * 2;
  text->chars = need(realloc(text->chars, text->capacity));
}

void text_add_chars(struct text *text, const char *chars, size_t size) {
  make_room(text, size);
  memcpy(text->chars + text->size, chars, size);
  text->size += size;
  text->chars[text->size] = '\0';
}

void text_add_all(struct text *text, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  size_t size = (size_t)vsnprintf(NULL, 0, format, again);
  va_end(again);
  make_room(text, size);
  vsnprintf(text->chars + text->size, size + 1, format, arguments);
  text->size += size;
}

void text_add(struct text *text, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  text_add_all(text, format, arguments);
  va_end(arguments);
}

void text_free(struct text *text) {
  free(text->chars);
  *text = (struct text){0};
}

struct text text_from_file(const char *path) {
  struct text text = {0};
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    fprintf(stderr, "runner: cannot open %s\n", path);
    exit(2);
  }
  char chunk[4096];
  for (size_t size; (size = fread(chunk, 1, sizeof chunk, file)) > 0;)
    text_add_chars(&text, chunk, size);
  fclose(file);
  text_add_chars(&text, "", 0);
  return text;
}
