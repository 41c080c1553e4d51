// An interface, and classes that have it: what is called virtually, and what is looked for by
// dynamic_cast.
#ifndef SLOTBUF_BENCH_DESIGNS_READABLE_HH
#define SLOTBUF_BENCH_DESIGNS_READABLE_HH

#include "objects.hh"

namespace bench {

class readable {
 public:
  virtual ~readable() = default;
  virtual span read() const = 0;
};

template <std::size_t type, class... Others>
class readable_of_type : public Others..., public readable {
 public:
  span read() const override { return answer_of<type>(content_); }

 private:
  content content_ = content(type);
};

}  // namespace bench

#endif
