#include "models/services/earlyopen.h"

namespace tocsin {

EarlyOpen::EarlyOpen(QString path, const Clock &clock)
    : m_path(std::move(path))
    , m_opening(std::async(std::launch::async,
                           [file = m_path, &clock] { return Database::open(file, OpenMode::Existing, clock); }))
{
}

} // namespace tocsin
