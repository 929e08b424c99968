#pragma once

#include "models/services/importfiles.h"

namespace tocsin {

/** Reads CSV, JSON and mailbox files. */
class FileReaders final : public ImportFiles
{
public:
    [[nodiscard]] CustomerFile customers(const QList<std::pair<QString, QByteArray>> &files) const override;
    [[nodiscard]] TermFile terms(const QList<std::pair<QString, QByteArray>> &files) const override;
    [[nodiscard]] ScopeFile scope(const QString &name, const QByteArray &bytes) const override;
    [[nodiscard]] Result<QList<NamedAddressee>> addressees(const QByteArray &bytes, AddresseeKind kind) const override;
    [[nodiscard]] QList<Bounce> bounces(const QByteArray &bytes) const override;
};

} // namespace tocsin
