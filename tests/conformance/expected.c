/* The recorded transcript beside a script, held against what the runner got, case by case. */
#include "runner.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN = 10 }; /* differing cases that are shown */

void expected_open(struct expected *expected, const char *script_path) {
  *expected = (struct expected){.number = 1};
  const char *ending = strrchr(script_path, '.');
  size_t stem = ending != NULL ? (size_t)(ending - script_path) : strlen(script_path);
  text_add(&expected->path, "%.*s.expected", (int)stem, script_path);
  expected->content = text_from_file(expected->path.chars);
  expected->rest = expected->content.chars;
}

/* A stretch of lines: what is left of it, and where it ends. */
struct lines {
  const char *rest, *end;
};

static int width(struct lines lines) {
  const char *newline = memchr(lines.rest, '\n', (size_t)(lines.end - lines.rest));
  return (int)((newline != NULL ? newline : lines.end) - lines.rest);
}

static void advance(struct lines *lines) {
  lines->rest += width(*lines);
  if (lines->rest < lines->end) lines->rest++;
}

static bool starts_alike(struct lines one, struct lines other) {
  int length = width(one);
  return length == width(other) && memcmp(one.rest, other.rest, (size_t)length) == 0;
}

static void show(const char *label, struct lines lines) {
  if (lines.rest == lines.end)
    printf("    %-9s (nothing more)\n", label);
  else
    printf("    %-9s %.*s\n", label, width(lines), lines.rest);
}

/* [before] is the last line that was alike. */
static void report(struct expected *expected, const char *name, int number, struct lines before,
                   struct lines want, struct lines got) {
  if (++expected->differences > SHOWN) return;
  printf("%s:%d: case %s\n", expected->path.chars, number, name);
  if (before.rest < before.end) show("after", before);
  show("expected", want);
  show("got", got);
}

static bool begins_with(const struct expected *expected, const struct text *written) {
  return strncmp(expected->rest, written->chars, written->size) == 0;
}

/* The result lines that are recorded behind what was written; 0 if that differs already. */
size_t expected_results(const struct expected *expected, const struct text *written,
                        const char **lines) {
  if (!begins_with(expected, written)) return 0;
  *lines = expected->rest + written->size;
  struct lines results = {*lines, expected->content.chars + expected->content.size};
  while (results.rest < results.end && strchr("=!?~", *results.rest) != NULL) advance(&results);
  return (size_t)(results.rest - *lines);
}

/* Whether all that was written up to the end of an operation is as recorded. */
bool expected_is_alike(const struct expected *expected, const struct text *written) {
  const char *more;
  return begins_with(expected, written) && expected_results(expected, written, &more) == 0;
}

void expected_end_case(struct expected *expected, const char *name, const struct text *written) {
  const char *gap = strstr(expected->rest, "\n\n");
  const char *end = gap != NULL ? gap + 2 : expected->rest + strlen(expected->rest);
  const struct lines recorded = {expected->rest, end};
  struct lines want = recorded, got = {written->chars, written->chars + written->size};
  struct lines before = {want.rest, want.rest};
  int number = expected->number;

  while (got.rest < got.end && want.rest < want.end && starts_alike(got, want)) {
    before = got;
    advance(&got);
    advance(&want);
    number++;
  }
  if (got.rest < got.end || want.rest < want.end) report(expected, name, number, before, want, got);

  for (struct lines skipped = recorded; skipped.rest < end; advance(&skipped)) expected->number++;
  expected->rest = end;
}

/* After the last case of the script nothing may be left. Gives how many cases differ. */
int expected_close(struct expected *expected) {
  if (*expected->rest != '\0') {
    expected->differences++;
    printf("%s:%d: more cases than the script has\n", expected->path.chars, expected->number);
  }
  if (expected->differences > SHOWN) printf("... and more: %d\n", expected->differences - SHOWN);
  text_free(&expected->path);
  text_free(&expected->content);
  return expected->differences;
}
