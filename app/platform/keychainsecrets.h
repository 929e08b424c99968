#pragma once

#include "models/services/secrets.h"

namespace tocsin {

/** The desktop's keychain: the Secret Service or KWallet, by QtKeychain. */
class KeychainSecrets final : public Secrets
{
public:
    /** `service` is the name everything is kept under. */
    explicit KeychainSecrets(QString service);

    void read(const QString &key, QObject *context, std::function<void(const Result<QString> &)> done) override;
    void write(const QString &key, const QString &secret, QObject *context,
               std::function<void(const Result<void> &)> done) override;
    void remove(const QString &key, QObject *context, std::function<void(const Result<void> &)> done) override;

private:
    QString m_service;
};

} // namespace tocsin
