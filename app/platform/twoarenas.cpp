#include "app/platform/twoarenas.h"

#include <malloc.h>

namespace tocsin {

void useTwoArenas()
{
    mallopt(M_ARENA_MAX, 2);
}

} // namespace tocsin
