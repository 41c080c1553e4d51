/* A thousand live objects, of which the oldest is replaced by a new one, again and again: what
 * alloc-live measures. */
#ifndef SLOTBUF_BENCH_PEERS_LIVE_H
#define SLOTBUF_BENCH_PEERS_LIVE_H

#include "loop.h"

enum { LIVE_OBJECTS = 1000 };

struct live {
  void *objects[LIVE_OBJECTS];
  size_t oldest;
};

static inline struct live *make_live(void *(*make)(void)) {
  struct live *live = (struct live *)calloc(1, sizeof *live);
  for (size_t i = 0; live != NULL && i < LIVE_OBJECTS; ++i) live->objects[i] = make();
  return live;
}

/* The place of the oldest object; the next call gives the next place. */
static inline void **oldest_place(struct live *live) {
  void **place = &live->objects[live->oldest];
  live->oldest = live->oldest + 1 < LIVE_OBJECTS ? live->oldest + 1 : 0;
  return place;
}

static inline void empty_live(void *work, size_t operations) {
  for (; operations > 0; --operations) {
    void **place = oldest_place((struct live *)work);
    SINK(place);
  }
}

static inline void free_live(struct live *live, void (*drop)(void *)) {
  for (size_t i = 0; i < LIVE_OBJECTS; ++i) drop(live->objects[i]);
  free(live);
}

#endif
