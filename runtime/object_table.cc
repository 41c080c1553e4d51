// The table of live objects: a tree of three levels.

#include "object_table.hh"

#ifdef SLOTBUF_COUNT_LIVE

#include <stdlib.h>

#include <atomic>
#include <bit>

namespace slotbuf {
namespace {

// Two objects are at least an object head apart. Objects beyond the address bits are not entered.
constexpr int address_bits = sizeof(void *) == 8 ? 48 : 32;
constexpr int granule_bits = std::bit_width(sizeof(PyObject)) - 1;
constexpr int leaf_bits = 12;
constexpr int branch_bits = (address_bits - granule_bits - leaf_bits + 1) / 2;

template <class T, int bits>
struct level {
  static constexpr size_t mask = (size_t{1} << bits) - 1;
  std::atomic<T> at[mask + 1];
};
using leaf = level<PyTypeObject *, leaf_bits>;
using branch = level<leaf *, branch_bits>;

constinit level<branch *, branch_bits> root{};

// The node at [place]; NULL if there is none, and none is [wanted] or memory runs out.
template <class Node>
Node *node_at(std::atomic<Node *> &place, bool wanted) {
  Node *node = place.load(std::memory_order_acquire);
  if (node || !wanted) return node;
  Node *const made = static_cast<Node *>(calloc(1, sizeof(Node)));
  if (!made || place.compare_exchange_strong(node, made, std::memory_order_acq_rel)) return made;
  free(made);
  return node;
}

std::atomic<PyTypeObject *> *place_of(const void *address, bool wanted) {
  const uint64_t index = uint64_t{reinterpret_cast<uintptr_t>(address)} >> granule_bits;
  if (index >> (address_bits - granule_bits)) return nullptr;
  branch *const below = node_at(root.at[index >> (leaf_bits + branch_bits)], wanted);
  leaf *const found =
      below ? node_at(below->at[index >> leaf_bits & branch::mask], wanted) : nullptr;
  return found ? &found->at[index & leaf::mask] : nullptr;
}

}  // namespace

PyTypeObject *exchange_in_table(const void *address, PyTypeObject *type) {
  std::atomic<PyTypeObject *> *const place = place_of(address, type != nullptr);
  return place ? place->exchange(type, std::memory_order_relaxed) : type;
}

}  // namespace slotbuf

#endif
