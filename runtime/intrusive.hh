// Boost.Intrusive, for the whole library: only the algorithms layer, whose heads can be constants,
// so that no list needs a constructor when the library is loaded.
#ifndef SLOTBUF_RUNTIME_INTRUSIVE_HH
#define SLOTBUF_RUNTIME_INTRUSIVE_HH

#include <boost/intrusive/circular_slist_algorithms.hpp>

#include "type.h"

namespace slotbuf {

// A link of the list of types. A type that is in no list has a null link.
struct type_link_traits {
  using node = slotbuf_type_link;
  using node_ptr = node *;
  using const_node_ptr = const node *;
  static node_ptr get_next(const_node_ptr link) { return link->next; }
  static void set_next(node_ptr link, node_ptr next) { link->next = next; }
};

using type_list = boost::intrusive::circular_slist_algorithms<type_link_traits>;

}  // namespace slotbuf

#endif
