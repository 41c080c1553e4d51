/* The lines of a script. A line is `[r =] operation operands... [ : text]`. */
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void script_open(struct script *script, const char *path) {
  *script = (struct script){.path = path, .content = text_from_file(path)};
  script->rest = script->content.chars;
}

void script_close(struct script *script) {
  free(script->cut);
  text_free(&script->content);
}

/* The next raw line, its newline cut off; NULL at the end. */
static char *next_raw_line(struct script *script) {
  char *raw = script->rest;
  if (*raw == '\0') return NULL;
  char *newline = strchr(raw, '\n');
  script->rest = newline != NULL ? newline + 1 : raw + strlen(raw);
  if (newline != NULL) *newline = '\0';
  script->number++;
  return raw;
}

static void cut_into_words(struct script *script, struct line *line) {
  free(script->cut);
  script->cut = allocate(strlen(line->whole) + 1);
  strcpy(script->cut, line->whole);

  char *colon = strstr(script->cut, " : ");
  if (colon != NULL) {
    *colon = '\0';
    line->trailing = colon + 3;
  }
  for (char *word = strtok(script->cut, " "); word != NULL; word = strtok(NULL, " ")) {
    if (line->count == MAX_WORDS) malformed(line, "too many words");
    line->words[line->count++] = word;
  }
}

/* Words 0 and 1 may be `r =`; then comes the operation; the operands begin at words[0] after this.
 */
static void name_the_words(struct line *line) {
  int first = 0;
  if (line->count > 1 && strcmp(line->words[1], "=") == 0) {
    line->target = line->words[0];
    first = 2;
  }
  if (line->count == first) malformed(line, "an operation is missing");
  line->operation = line->words[first++];
  line->count -= first;
  memmove(line->words, line->words + first, (size_t)line->count * sizeof line->words[0]);
}

bool script_next(struct script *script, struct line *line) {
  const char *whole;
  do whole = next_raw_line(script);
  while (whole != NULL && (*whole == '\0' || *whole == '#'));
  if (whole == NULL) return false;

  *line = (struct line){.path = script->path, .number = script->number, .whole = whole};
  cut_into_words(script, line);
  name_the_words(line);
  return true;
}

void malformed(const struct line *line, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "%s:%d: ", line->path, line->number);
  vfprintf(stderr, format, arguments);
  fprintf(stderr, "\n    %s\n", line->whole);
  va_end(arguments);
  exit(2);
}
