#pragma once

#include "models/domain/error.h"

#include <QString>
#include <functional>

class QObject;

namespace tocsin {

/**
 * Where a person's passwords are kept, never in a file of this program (DESIGN 19). Each answer comes later, on the
 * thread that asked, unless `context` is gone by then. Without a place to keep them every answer is Offline, and its
 * text says why.
 */
class Secrets
{
public:
    Secrets() = default;
    virtual ~Secrets() = default;
    Secrets(const Secrets &) = delete;
    Secrets &operator=(const Secrets &) = delete;

    /** "" when none is kept under the key. */
    virtual void read(const QString &key, QObject *context, std::function<void(const Result<QString> &)> done) = 0;
    /** In place of what was kept under it. */
    virtual void write(const QString &key, const QString &secret, QObject *context,
                       std::function<void(const Result<void> &)> done) = 0;
    /** Done also when there was none. */
    virtual void remove(const QString &key, QObject *context, std::function<void(const Result<void> &)> done) = 0;
};

} // namespace tocsin
