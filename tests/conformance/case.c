/* Plays one script, case by case. Nothing of the runner survives a case. */
#include "runner.h"

#include <string.h>

static const char *begin_case(const struct line *line) {
  if (line->count != 1 || line->target != NULL) malformed(line, "a case has one name");
  transcript_begin();
  transcript_line("%s", line->whole);
  return line->whole + strlen("case ");
}

static void end_case(const char *name, struct expected *expected) {
  transcript_line("end %s", name);
  PyErr_Clear();
  registers_drop_all();
  if (users_alive() > 0) transcript_line("!! %d user objects still alive", users_alive());
  transcript_line("%s", "");
  users_reset();
  expected_end_case(expected, name, transcript_text());
}

/* An exception's own result lines, those behind [start], make room for the recorded ones. False
 * where nothing is recorded, the case being different already. */
static bool except(const struct line *line, const struct expected *expected, size_t start) {
  struct text before = *transcript_text();
  before.size = start;
  const char *recorded;
  size_t size = expected_results(expected, &before, &recorded);
  if (size == 0) return false;
  transcript_rewind(start);
  transcript_line("%.*s", (int)size - 1, recorded);
  exception_settle(line, recorded, size);
  return true;
}

static void play_line(const struct line *line, const struct expected *expected,
                      struct tally *tally) {
  transcript_line("%s", line->whole);
  size_t start = transcript_text()->size;
  machine_begin();
  run_operation(line);
  enum exception exception = exception_find(transcript_text()->chars + start);
  if (exception == NO_EXCEPTION && !expected_is_alike(expected, transcript_text()))
    exception = machine_exception();
  if (exception != NO_EXCEPTION && except(line, expected, start)) tally->excepted[exception]++;
  machine_end(line);
  tally->alike += expected_is_alike(expected, transcript_text());
  tally->total++;
}

struct tally play(const char *script_path) {
  struct script script;
  struct expected expected;
  struct tally tally = {0};
  struct line line;
  const char *name = NULL; /* of the running case */
  script_open(&script, script_path);
  expected_open(&expected, script_path);
  while (script_next(&script, &line)) {
    bool starts = strcmp(line.operation, "case") == 0;
    if (!starts && name == NULL) malformed(&line, "no case has begun");
    if (starts && name != NULL) end_case(name, &expected);
    if (starts)
      name = begin_case(&line);
    else
      play_line(&line, &expected, &tally);
  }
  if (name != NULL) end_case(name, &expected);
  tally.differences = expected_close(&expected);
  script_close(&script);
  return tally;
}
