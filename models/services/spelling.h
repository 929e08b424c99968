#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <functional>

class QObject;

namespace tocsin {

/** Port: dictionaries of the languages that notices are written in, as far as they are installed. */
class Spelling
{
public:
    Spelling() = default;
    virtual ~Spelling() = default;
    Spelling(const Spelling &) = delete;
    Spelling &operator=(const Spelling &) = delete;

    [[nodiscard]] virtual bool knows(const QString &language) const = 0;
    /**
     * Which of these words the dictionary does not have, each with what may be meant. The answer comes later, on the
     * thread that asked, unless `context` is gone by then.
     */
    virtual void check(const QString &language, const QStringList &words, QObject *context,
                       std::function<void(const QHash<QString, QStringList> &)> done) = 0;
};

} // namespace tocsin
