/* The scripts that the command line names. The runner matches patterns itself, since a test has no
 * shell that would do it. */
#define _POSIX_C_SOURCE 200809L /* glob */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"

static void add(struct scripts *scripts, const char *path) {
  char **paths = allocate((scripts->count + 1) * sizeof *paths);
  if (scripts->count > 0) memcpy(paths, scripts->paths, scripts->count * sizeof *paths);
  free(scripts->paths);
  scripts->paths = paths;
  char *copy = allocate(strlen(path) + 1);
  scripts->paths[scripts->count++] = strcpy(copy, path);
}

/* In the order of the patterns, and of the names below each. One that matches nothing is an error:
 * a test which plays nothing has nothing to say. */
struct scripts scripts_find(char **patterns, int count) {
  struct scripts scripts = {0};
  for (int i = 0; i < count; i++) {
    glob_t found;
    if (glob(patterns[i], 0, NULL, &found) != 0) {
      fprintf(stderr, "runner: no script is called %s\n", patterns[i]);
      exit(2);
    }
    for (size_t path = 0; path < found.gl_pathc; path++) add(&scripts, found.gl_pathv[path]);
    globfree(&found);
  }
  return scripts;
}

void scripts_free(struct scripts *scripts) {
  for (size_t i = 0; i < scripts->count; i++) free(scripts->paths[i]);
  free(scripts->paths);
}
