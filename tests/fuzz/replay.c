/* Plays the programs in the folders and files that are named.
 *
 *     replay [--table] [--complete] [--lie ABOUT] PATH...
 *     replay --print FILE...
 *     replay --words
 *
 * Fails if the two sides differ in one, if there is none, and, with --complete, if some word never
 * succeeded or never failed. */
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { LONGEST = 1 << 16 };

static int programs, differences;
static bool only_print;

static void play_file(const char *path) {
  static unsigned char bytes[LONGEST];
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(2);
  }
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  ++programs;
  if (only_print) {
    fuzz_print(bytes, size);
  } else if (!fuzz_play(bytes, size)) {
    fprintf(stderr, "in %s\n\n", path);
    ++differences;
  }
}

static void play_path(const char *path) {
  DIR *folder = opendir(path);
  if (folder == NULL) {
    play_file(path);
    return;
  }
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    char inside[4096];
    if (entry->d_name[0] == '.') continue;
    snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
    play_file(inside);
  }
  closedir(folder);
}

int main(int argc, char **argv) {
  bool table = false, complete = false;
  fuzz_begin();
  for (int i = 1; i < argc; ++i) {
    if (strcmp(argv[i], "--words") == 0) {
      fuzz_print_words();
      return 0;
    }
    if (strcmp(argv[i], "--table") == 0) {
      table = true;
    } else if (strcmp(argv[i], "--complete") == 0) {
      complete = true;
    } else if (strcmp(argv[i], "--print") == 0) {
      only_print = true;
    } else if (strcmp(argv[i], "--lie") == 0) {
      if (++i == argc || !fuzz_lie(argv[i])) return 2;
    } else {
      play_path(argv[i]);
    }
  }
  if (table) fuzz_print_table();
  printf("%d programs, %ld operations, %d differences, %d cells never reached\n", programs,
         fuzz_operations(), differences, fuzz_unreached());
  return programs == 0 || differences > 0 || (complete && fuzz_unreached() > 0);
}
