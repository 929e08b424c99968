#include "models/services/earlyopen.h"

namespace tocsin {

struct EarlyOpen::Opened
{
    QString path;
    std::optional<Result<std::unique_ptr<Database>>> database;
};

EarlyOpen::EarlyOpen(const QString &path, const Clock &clock)
    : m_opened(std::make_shared<Opened>(Opened{path, {}}))
    , m_thread(std::make_unique<StorageThread>())
{
    m_thread->post([opened = m_opened, &clock] {
        opened->database.emplace(Database::open(opened->path, OpenMode::Existing, clock));
    });
}

std::optional<Result<std::unique_ptr<Database>>> EarlyOpen::take(const QString &path)
{
    auto opened = std::exchange(m_opened->database, std::nullopt);
    return path == m_opened->path ? std::move(opened) : std::nullopt;
}

} // namespace tocsin
