// Items and slices, read, written, deleted and looked for.
#include "machine.hh"

namespace slotbuf::fuzz {
namespace {

// Makes the answer of a word from a function that changes an operand.
template <auto change, auto... operands>
answer changed(call &c) {
  change(operands(c)...);
  return {};
}

constexpr auto first = [](call &c) -> const handle & { return c.m(0); };
constexpr auto second = [](call &c) -> const handle & { return c.m(1); };
constexpr auto third = [](call &c) -> const handle & { return c.m(2); };
constexpr auto fourth = [](call &c) -> const handle & { return c.m(3); };
constexpr auto nothing = [](call &) { return handle(); };
constexpr auto second_number = [](call &c) { return c.n(1); };
constexpr auto third_number = [](call &c) { return c.n(2); };

const word table[] = {
    {"item", "rON", plain, [](call &c) { return given(PySequence_GetItem(c.o(1), c.n(2))); },
     [](call &c) { return answer{item(c.m(1), c.n(2))}; }},
    {"slice_of", "rONN", plain,
     [](call &c) { return given(PySequence_GetSlice(c.o(1), c.n(2), c.n(3))); },
     [](call &c) { return answer{slice_of(c.m(1), c.n(2), c.n(3))}; }},
    {"setitem", "ONO", plain,
     [](call &c) { return status(PySequence_SetItem(c.o(0), c.n(1), c.o(2))); },
     changed<set_item, first, second_number, third>},
    {"setslice", "ONNO", adds_sizes,
     [](call &c) { return status(PySequence_SetSlice(c.o(0), c.n(1), c.n(2), c.o(3))); },
     changed<set_slice, first, second_number, third_number, fourth>},
    {"delitem", "ON", plain, [](call &c) { return status(PySequence_DelItem(c.o(0), c.n(1))); },
     changed<set_item, first, second_number, nothing>},
    {"delslice", "ONN", plain,
     [](call &c) { return status(PySequence_DelSlice(c.o(0), c.n(1), c.n(2))); },
     changed<set_slice, first, second_number, third_number, nothing>},
    {"getitem", "rOO", plain, [](call &c) { return given(PyObject_GetItem(c.o(1), c.o(2))); },
     [](call &c) { return answer{get_item(c.m(1), c.m(2))}; }},
    {"setkey", "OOO", adds_sizes,
     [](call &c) { return status(PyObject_SetItem(c.o(0), c.o(1), c.o(2))); },
     changed<set_key, first, second, third>},
    {"delkey", "OO", plain, [](call &c) { return status(PyObject_DelItem(c.o(0), c.o(1))); },
     changed<set_key, first, second, nothing>},
    {"contains", "OO", plain, [](call &c) { return counted(PySequence_Contains(c.o(0), c.o(1))); },
     [](call &c) {
       return answer{nullptr, contains(c.m(0), c.m(1))};
     }},
    {"count", "OO", plain, [](call &c) { return counted(PySequence_Count(c.o(0), c.o(1))); },
     [](call &c) {
       return answer{nullptr, count(c.m(0), c.m(1))};
     }},
    {"index", "OO", plain, [](call &c) { return counted(PySequence_Index(c.o(0), c.o(1))); },
     [](call &c) {
       return answer{nullptr, index(c.m(0), c.m(1))};
     }},
};

}  // namespace

const std::span<const word> item_words = table;

}  // namespace slotbuf::fuzz
