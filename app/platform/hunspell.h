#pragma once

#include "models/services/spelling.h"

#include <QObject>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace tocsin {

/**
 * Hunspell with the dictionaries of the system, if both are there: the library is looked for when it is first needed,
 * so the program does not depend on it. Dictionaries are read and words looked up on a thread of its own.
 */
class HunspellSpelling final : public Spelling
{
public:
    /** Folders with .aff and .dic files, the first one wins; without any those of the system. */
    explicit HunspellSpelling(const QStringList &folders = {});
    ~HunspellSpelling() override;

    [[nodiscard]] bool knows(const QString &language) const override;
    void check(const QString &language, const QStringList &words, QObject *context,
               std::function<void(const QHash<QString, QStringList> &)> done) override;
    /** Whether the library is installed. */
    [[nodiscard]] static bool isThere();

private:
    struct Job
    {
        QString dictionary;
        QStringList words;
        std::function<void(const QHash<QString, QStringList> &)> done;
    };
    void work();

    QHash<QString, QString> m_dictionaries; ///< path without its ending, by language
    QObject m_home;                         ///< on the thread that asks
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_ends = false;
    std::thread m_thread;
};

} // namespace tocsin
