/* Plays one script, case by case. Nothing of the runner lives across cases. */
#include "runner.h"

#include <string.h>

struct running {
  const char *name; /* NULL before the first case */
  bool stopped;     /* at a waiting word: the rest of the case is counted and no more */
  size_t stop;      /* how much of the transcript was written until then */
};

static void begin_case(struct running *running, const struct line *line) {
  if (line->count != 1 || line->target != NULL) malformed(line, "a case has one name");
  *running = (struct running){.name = line->whole + strlen("case ")};
  transcript_begin();
  transcript_line("%s", line->whole);
}

static void end_case(const struct running *running, struct expected *expected) {
  struct text leak = {0};
  transcript_line("end %s", running->name);
  PyErr_Clear();
  registers_drop_all();
  if (users_alive() > 0) {
    text_add(&leak, "!! %d user objects still alive", users_alive());
    transcript_line("%s", leak.chars);
  }
  transcript_line("%s", "");
  users_reset();

  const struct text *text = transcript_text();
  struct outcome outcome = {.name = running->name,
                            .text = text,
                            .comparable = running->stopped ? running->stop : text->size,
                            .stopped = running->stopped,
                            .leak = leak.chars};
  expected_compare(expected, &outcome);
  text_free(&leak);
}

/* The line itself is still compared: so the operations before it wrote no less than they should. */
static void stop_case(struct running *running, const struct line *line) {
  transcript_line("%s", line->whole);
  running->stopped = true;
  running->stop = transcript_text()->size;
}

static void play_line(struct running *running, const struct line *line, struct tally *tally) {
  bool waiting = is_waiting(line->operation);
  if (!waiting && !is_operation(line->operation))
    malformed(line, "no such operation: %s", line->operation);
  if (running->name == NULL) malformed(line, "no case has begun");
  tally->total++;
  if (running->stopped) return;
  if (waiting) {
    stop_case(running, line);
  } else {
    transcript_line("%s", line->whole);
    run_operation(line);
    tally->compared++;
  }
}

struct tally play(const char *script_path) {
  struct script script;
  struct expected expected;
  struct running running = {0};
  struct tally tally = {0};
  struct line line;
  script_open(&script, script_path);
  expected_open(&expected, script_path);
  while (script_next(&script, &line)) {
    bool starts = strcmp(line.operation, "case") == 0;
    if (starts && running.name != NULL) end_case(&running, &expected);
    if (starts)
      begin_case(&running, &line);
    else
      play_line(&running, &line, &tally);
  }
  if (running.name != NULL) end_case(&running, &expected);
  tally.differences = expected_close(&expected);
  script_close(&script);
  return tally;
}
