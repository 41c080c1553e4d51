/* runner [--print] [--expect N] SCRIPT.txt [[--expect N] SCRIPT.txt ...]
 *
 * Plays each script and compares what it gave with SCRIPT.expected beside it. --expect tells how
 * many operations of the next script have to be compared, so that a runner which compares less than
 * it did cannot pass; --print writes the transcripts themselves to the standard output, line by
 * line as they come. Exits with 0 when all is as recorded, 1 when not, 2 when it could not tell. */
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void usage(void) {
  fputs("usage: runner [--print] [--expect N] SCRIPT.txt ...\n", stderr);
  exit(2);
}

static long read_count(const char *word) {
  char *end;
  long count = word != NULL ? strtol(word, &end, 10) : -1;
  if (count < 0 || end == word || *end != '\0') usage();
  return count;
}

/* Prints one line for the script; true when all was as recorded. */
static bool judge(const char *path, const struct tally *tally, long expected_count) {
  const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
  bool short_of = expected_count >= 0 && tally->compared != expected_count;
  printf("%.*s: %ld of %ld operations", (int)strcspn(name, "."), name, tally->compared,
         tally->total);
  if (tally->differences > 0) printf(", differing cases: %d", tally->differences);
  if (short_of) printf(", and not the %ld that were to be compared", expected_count);
  printf("\n");
  return tally->differences == 0 && !short_of;
}

int main(int count, char **words) {
  struct tally sum = {0};
  long expected_count = -1;
  int scripts = 0;
  bool good = true;

  setvbuf(stdout, NULL, _IOLBF, 0); /* what was printed before a crash is worth most */
  kinds_ready();
  for (int i = 1; i < count; i++) {
    if (strcmp(words[i], "--print") == 0) {
      transcript_echo(true);
    } else if (strcmp(words[i], "--expect") == 0) {
      expected_count = read_count(words[++i]);
    } else {
      struct tally tally = play(words[i]);
      good &= judge(words[i], &tally, expected_count);
      sum.compared += tally.compared;
      sum.total += tally.total;
      sum.differences += tally.differences;
      expected_count = -1;
      scripts++;
    }
  }
  if (scripts == 0) usage();
  if (scripts > 1)
    printf("%d scripts: %ld of %ld operations, differing cases: %d\n", scripts, sum.compared,
           sum.total, sum.differences);
  transcript_free();
  return good ? 0 : 1;
}
