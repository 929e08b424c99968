#pragma once

#include "models/domain/bounce.h"
#include "models/domain/customerimport.h"
#include "models/domain/error.h"
#include "models/domain/scopefile.h"
#include "models/domain/termimport.h"

#include <QByteArray>

namespace tocsin {

/** Port: reads the files that people bring; foreign formats are the implementation's. Any thread. */
class ImportFiles
{
public:
    ImportFiles() = default;
    virtual ~ImportFiles() = default;
    ImportFiles(const ImportFiles &) = delete;
    ImportFiles &operator=(const ImportFiles &) = delete;

    /** Customers, subscriptions and contacts; several files as one. */
    [[nodiscard]] virtual CustomerFile customers(const QList<std::pair<QString, QByteArray>> &files) const = 0;
    /** What contracts with customers ask for; several files as one. */
    [[nodiscard]] virtual TermFile terms(const QList<std::pair<QString, QByteArray>> &files) const = 0;
    /** Who is affected: a list, or a log of data flows. */
    [[nodiscard]] virtual ScopeFile scope(const QString &name, const QByteArray &bytes) const = 0;
    /** People to be told, by name and address; `kind` of each. */
    [[nodiscard]] virtual Result<QList<NamedAddressee>> addressees(const QByteArray &bytes,
                                                                   AddresseeKind kind) const = 0;
    /** Mail that came back, from a mailbox file or a message. */
    [[nodiscard]] virtual QList<Bounce> bounces(const QByteArray &bytes) const = 0;
};

} // namespace tocsin
