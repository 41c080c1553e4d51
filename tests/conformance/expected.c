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
static void report(struct expected *expected, const struct outcome *outcome, int number,
                   struct lines before, struct lines want, struct lines got) {
  if (++expected->differences > SHOWN) return;
  printf("%s:%d: case %s\n", expected->path.chars, number, outcome->name);
  if (before.rest < before.end) show("after", before);
  show("expected", want);
  show("got", got);
}

/* A stopped case is over before its end could be compared, but nothing may have leaked from it. */
static bool hides_a_leak(const struct outcome *outcome, struct lines recorded) {
  if (!outcome->stopped || outcome->leak == NULL) return false;
  const char *told = strstr(recorded.rest, outcome->leak);
  return told == NULL || told >= recorded.end;
}

void expected_compare(struct expected *expected, const struct outcome *outcome) {
  const char *gap = strstr(expected->rest, "\n\n");
  const char *end = gap != NULL ? gap + 2 : expected->rest + strlen(expected->rest);
  const struct lines recorded = {expected->rest, end};
  const char *chars = outcome->text->chars;
  struct lines want = recorded, got = {chars, chars + outcome->comparable};
  struct lines before = {chars, chars};
  int number = expected->number;

  while (got.rest < got.end && want.rest < want.end && starts_alike(got, want)) {
    before = got;
    advance(&got);
    advance(&want);
    number++;
  }
  if (got.rest < got.end || (want.rest < want.end && !outcome->stopped)) {
    report(expected, outcome, number, before, want, got);
  } else if (hides_a_leak(outcome, recorded)) {
    struct lines leak = {outcome->leak, outcome->leak + strlen(outcome->leak)};
    report(expected, outcome, number, before, (struct lines){end, end}, leak);
  }

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
