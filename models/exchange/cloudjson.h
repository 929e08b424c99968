#pragma once

#include "models/domain/customerimport.h"

#include <QByteArray>

namespace tocsin {

/** Reads what cloud tools print into `file`; see readCustomers(). */
void readCloudJson(const QByteArray &bytes, CustomerFile &file);

/** Why a text is no single line of a record; empty: it is one. */
[[nodiscard]] QString wrongLine(const QString &text);

/** A contact for each address of a list that ; or , parts; one without an address if there is none but a name. */
void addContacts(const ImportedContact &contact, const QString &emails, const QString &field, CustomerFile &file);

} // namespace tocsin
