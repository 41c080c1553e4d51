/* slotbuf: the old buffer protocol, looked at from a shell. The first word says what to do. */
#include <errno.h>
#include <slotbuf.h>
#include <stdio.h>
#include <string.h>

#include "tool.h"

static const struct command {
  const char *word;
  const char *purpose;
  int (*run)(int count, char **words);
} commands[] = {
    {"matrix", "ask all four functions of every built-in type for a file's bytes", run_matrix},
};

static const int command_count = sizeof commands / sizeof commands[0];

static void print_usage(FILE *stream) {
  fputs("usage: slotbuf COMMAND [ARGUMENT ...]\n\n", stream);
  for (int i = 0; i < command_count; i++)
    fprintf(stream, "  %-8s  %s\n", commands[i].word, commands[i].purpose);
  fputs(
      "\n"
      "slotbuf COMMAND --help   says more about one of them.\n"
      "slotbuf --version        prints the version.\n",
      stream);
}

static int run(int count, char **words) {
  if (count < 2) {
    print_usage(stderr);
    return EXIT_CANNOT;
  }
  if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0) {
    print_usage(stdout);
    return EXIT_AGREE;
  }
  if (strcmp(words[1], "--version") == 0) {
    printf("slotbuf %s\n", Slotbuf_Version());
    return EXIT_AGREE;
  }
  for (int i = 0; i < command_count; i++)
    if (strcmp(words[1], commands[i].word) == 0) return commands[i].run(count - 1, words + 1);
  fputs("slotbuf: no such command; slotbuf --help lists them\n", stderr);
  return EXIT_CANNOT;
}

int main(int count, char **words) {
  int status = run(count, words);
  if (fflush(stdout) != 0 || ferror(stdout)) {
    fprintf(stderr, "slotbuf: cannot write the answer: %s\n", strerror(errno));
    return EXIT_CANNOT;
  }
  return status;
}
