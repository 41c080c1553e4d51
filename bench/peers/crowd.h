/* A million live objects: what rss measures, in a process of its own. The places they are held in are
 * resident before the first of them is made. */
#ifndef SLOTBUF_BENCH_PEERS_CROWD_H
#define SLOTBUF_BENCH_PEERS_CROWD_H

#include "loop.h"

struct crowd {
  size_t count;
  void *objects[BENCH_LIVE_OBJECTS];
};

static inline void *prepare_crowd(void) {
  struct crowd *crowd = (struct crowd *)malloc(sizeof *crowd);
  if (crowd == NULL) return NULL;
  memset(crowd, 1, sizeof *crowd); /* of zeros the compiler might make a calloc */
  crowd->count = 0;
  return crowd;
}

static inline void fill_crowd(struct crowd *crowd, size_t count, void *(*make)(void)) {
  for (size_t i = 0; i < count && crowd->count < BENCH_LIVE_OBJECTS; ++i)
    crowd->objects[crowd->count++] = make();
}

static inline void free_crowd(struct crowd *crowd, void (*drop)(void *)) {
  while (crowd->count > 0) drop(crowd->objects[--crowd->count]);
  free(crowd);
}

#endif
