#pragma once

#include "models/services/secrets.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace tocsin::test {

/** A keychain in memory; `problem` makes it one that does not answer. */
class FakeSecrets final : public Secrets
{
public:
    QHash<QString, QString> kept;
    QString problem;

    void read(const QString &key, QObject *context, std::function<void(const Result<QString> &)> done) override
    {
        later(context,
              [this, key, done] { done(fails() ? Result<QString>(tl::unexpected(error())) : kept.value(key)); });
    }
    void write(const QString &key, const QString &secret, QObject *context,
               std::function<void(const Result<void> &)> done) override
    {
        later(context, [this, key, secret, done] {
            if (!fails())
                kept.insert(key, secret);
            done(fails() ? Result<void>(tl::unexpected(error())) : Result<void>());
        });
    }
    void remove(const QString &key, QObject *context, std::function<void(const Result<void> &)> done) override
    {
        later(context, [this, key, done] {
            if (!fails())
                kept.remove(key);
            done(fails() ? Result<void>(tl::unexpected(error())) : Result<void>());
        });
    }

private:
    [[nodiscard]] bool fails() const { return !problem.isEmpty(); }
    [[nodiscard]] Error error() const { return {ErrorKind::Offline, problem, {}, {}}; }
    static void later(QObject *context, std::function<void()> run) { QTimer::singleShot(0, context, std::move(run)); }
};

} // namespace tocsin::test
