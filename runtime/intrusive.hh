// Boost.Intrusive: no other file includes it. Only its algorithms layer is used, because its list
// heads can be constants, so no list needs a constructor when the library is loaded.
#ifndef SLOTBUF_RUNTIME_INTRUSIVE_HH
#define SLOTBUF_RUNTIME_INTRUSIVE_HH

#include "check.hh"

#define BOOST_INTRUSIVE_INVARIANT_ASSERT SLOTBUF_CHECK
#include <boost/intrusive/circular_slist_algorithms.hpp>
#include <boost/intrusive/linear_slist_algorithms.hpp>

#include "type.h"

namespace slotbuf {

template <class Link>
struct link_traits {
  using node = Link;
  using node_ptr = node *;
  using const_node_ptr = const node *;
  static node_ptr get_next(const_node_ptr link) { return link->next; }
  static void set_next(node_ptr link, node_ptr next) { link->next = next; }
};

// A list of types. A type that is on no list has a null link.
using type_list = boost::intrusive::circular_slist_algorithms<link_traits<slotbuf_type_link>>;

// A list of free blocks. Its head is a link too, and null if the list is empty.
struct __attribute__((__may_alias__)) block_link {
  block_link *next;
};
using block_list = boost::intrusive::linear_slist_algorithms<link_traits<block_link>>;

}  // namespace slotbuf

#endif
