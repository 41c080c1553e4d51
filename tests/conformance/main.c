/* runner [--print] [--expect TRANSCRIPTS OPERATIONS EXCEPTIONS] [--machine COUNT] SCRIPT.txt ...
 *
 * Plays each script (`*.txt` works without a shell, too) and compares what it gave with
 * SCRIPT.expected beside it. --expect tells how many transcripts and operations have to be as
 * recorded, and how many of the operations are exceptions, so that a runner which compares less
 * than it did cannot pass; --machine tells how many the machine has to answer otherwise; --print
 * writes the transcripts themselves to the standard output, line by line as they come. Exits with 0
 * when all is as recorded, 1 when not, 2 when it could not tell.
 */
#include "runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sum {
  struct tally tally;
  long alike, scripts;
};

struct counts {
  long transcripts, operations, exceptions, machine;
};

enum { ANY = -1 };

static void usage(void) {
  fputs(
      "usage: runner [--print] [--expect TRANSCRIPTS OPERATIONS EXCEPTIONS] [--machine COUNT] "
      "SCRIPT.txt ...\n",
      stderr);
  exit(2);
}

static long read_count(const char *word) {
  char *end;
  long count = strtol(word, &end, 10);
  if (count < 0 || end == word || *end != '\0') usage();
  return count;
}

static void print_tally(const char *path, const struct tally *tally) {
  const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
  printf("%.*s: %ld of %ld operations", (int)strcspn(name, "."), name, tally->alike, tally->total);
  if (tally->differences > 0) printf(", differing cases: %d", tally->differences);
  printf("\n");
}

static void add_up(struct sum *sum, const struct tally *tally) {
  sum->scripts++;
  sum->alike += tally->differences == 0;
  sum->tally.alike += tally->alike;
  sum->tally.total += tally->total;
  sum->tally.differences += tally->differences;
  for (int i = 0; i < EXCEPTIONS; i++) sum->tally.excepted[i] += tally->excepted[i];
}

static void print_sum(const struct sum *sum) {
  printf("transcripts %ld of %ld, operations %ld of %ld, differences:", sum->alike, sum->scripts,
         sum->tally.alike, sum->tally.total);
  for (int i = NO_EXCEPTION + 1; i < EXCEPTIONS; i++)
    printf("%s %s %ld", i > NO_EXCEPTION + 1 ? "," : "", exception_name(i), sum->tally.excepted[i]);
  printf("\n");
}

static bool is_as_expected(const struct sum *sum, const struct counts *counts) {
  const long *excepted = sum->tally.excepted;
  if (sum->alike == counts->transcripts && sum->tally.alike == counts->operations &&
      excepted[UNSAFE] + excepted[UNICODE] == counts->exceptions)
    return true;
  printf("and that is not what was to be: transcripts %ld, operations %ld, differences %ld\n",
         counts->transcripts, counts->operations, counts->exceptions);
  return false;
}

static bool is_the_machine(const struct sum *sum, const struct counts *counts) {
  long differ = sum->tally.excepted[WIDTH] + sum->tally.excepted[ORDER];
  if (counts->machine == ANY || counts->machine == differ) return true;
  printf("and this machine was to differ from that of the recordings in %ld\n", counts->machine);
  return false;
}

int main(int count, char **words) {
  struct counts counts = {.machine = ANY};
  bool counted = false;
  int first = 1;
  for (; first < count && words[first][0] == '-'; first++) {
    if (strcmp(words[first], "--print") == 0) {
      transcript_echo(true);
    } else if (strcmp(words[first], "--expect") == 0 && first + 3 < count) {
      counted = true;
      counts.transcripts = read_count(words[++first]);
      counts.operations = read_count(words[++first]);
      counts.exceptions = read_count(words[++first]);
    } else if (strcmp(words[first], "--machine") == 0 && first + 1 < count) {
      counts.machine = read_count(words[++first]);
    } else {
      usage();
    }
  }
  if (first >= count) usage();

  setvbuf(stdout, NULL, _IOLBF, 0); /* what was printed before a crash is worth most */
  kinds_ready();
  shown_ready();
  struct scripts scripts = scripts_find(words + first, count - first);
  struct sum sum = {0};
  for (size_t i = 0; i < scripts.count; i++) {
    struct tally tally = play(scripts.paths[i]);
    print_tally(scripts.paths[i], &tally);
    add_up(&sum, &tally);
  }
  print_sum(&sum);
  bool good = sum.alike == sum.scripts;
  if (counted) good &= is_as_expected(&sum, &counts);
  good &= is_the_machine(&sum, &counts);
  scripts_free(&scripts);
  transcript_free();
  return good ? 0 : 1;
}
