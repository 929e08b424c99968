#pragma once

#include "models/services/recordservice.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QTableWidget;

namespace tocsin {

class Label;

/** One entry of the record: what happened, and each field before and after. */
class AuditDetail : public QWidget
{
    Q_OBJECT

public:
    explicit AuditDetail(QWidget *parent = nullptr);

    void setEntry(const AuditEntry &entry);
    void clear();
    /** Whether the way to the incident is offered. */
    void setIncidentLink(bool offered);
    /** Offers to redact what an entry says (P12.2); `whyNot`: why it cannot be asked for now. */
    void offerRedaction(const QString &whyNot);

Q_SIGNALS:
    void incidentWanted(tocsin::IncidentId id);
    void redactionWanted(const QString &table, qint64 row);

private:
    void build();
    void buildFields();
    void fillFields(const AuditEntry &entry);

    AuditEntry m_entry;
    bool m_link = false;
    bool m_redacts = false;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_content = nullptr;
    Label *m_hint = nullptr;
    Label *m_sentence = nullptr;
    Label *m_who = nullptr;
    Label *m_when = nullptr;
    Label *m_place = nullptr;
    QTableWidget *m_fields = nullptr;
    Label *m_hash = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_redact = nullptr;
};

/** One field of an entry, before and after, as a person reads it. */
struct FieldChange
{
    QString name;
    QString before;
    QString after;
    bool changed = false;
};

/** The fields of an entry: changed ones first, in the order of their names. Instants (…_ms) in UTC. */
[[nodiscard]] QList<FieldChange> fieldChanges(const QString &beforeJson, const QString &afterJson);

} // namespace tocsin
