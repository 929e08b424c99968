#pragma once

#include "models/domain/deadlineinfo.h"
#include "models/domain/incident.h"
#include "ui/common/uicontext.h"

#include <QHash>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace tocsin {

class ClockLabel;
class ElidedLabel;
class Label;

/** The duties of an incident, the most urgent first, each with its live clock (P7). */
class ObligationList : public QWidget
{
    Q_OBJECT

public:
    explicit ObligationList(const UiContext &ui, QWidget *parent = nullptr);

    void setObligations(const QList<Obligation> &obligations, const Incident &incident);
    /** Empty when something can be decided about them. */
    void setWhyReadOnly(const QString &why);

Q_SIGNALS:
    void withdrawRequested(const tocsin::Obligation &obligation);
    void exceptRequested(const tocsin::Obligation &obligation);
    /** Of a duty by law: what the law has instead of an exception (P8.2). */
    void lawRequested(const tocsin::Obligation &obligation);
    /** Of what is excepted: legal and the executive end it together (P8.5). */
    void endRequested(const tocsin::Obligation &obligation);
    void undeliverableRequested(const tocsin::Obligation &obligation);

private:
    struct Row
    {
        QWidget *widget = nullptr;
        ElidedLabel *origin = nullptr;
        ClockLabel *clock = nullptr;
        ElidedLabel *due = nullptr;
        QPushButton *act = nullptr;
    };
    void readInformation();
    void rebuild();
    Row makeRow(const Obligation &obligation);
    void fill(Row &row, const Obligation &obligation);
    void showMenu(ObligationId id, QWidget *at);
    [[nodiscard]] const Obligation *find(ObligationId id) const;

    UiContext m_ui;
    QList<Obligation> m_obligations;
    Incident m_incident;
    QList<ObligationId> m_order;
    QHash<ObligationId, Row> m_rows;
    QHash<ObligationId, DeadlineInfo> m_information;
    QVBoxLayout *m_layout;
    QPushButton *m_all;
    QString m_whyReadOnly;
    bool m_showAll = false;
};

} // namespace tocsin
