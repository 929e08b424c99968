#pragma once

#include "models/services/services.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QPushButton;

namespace tocsin {

class ClockLabel;
class Label;
class TextTable;

/** What came back on the notices of an incident, and what they still owe: receipts, questions, replies, returns. */
class AnswersPage : public QWidget
{
    Q_OBJECT

public:
    explicit AnswersPage(const UiContext &ui, QWidget *parent = nullptr);

    /** Of one notice, or with an invalid one of the whole incident. */
    void showMatters(IncidentId incident, NoticeId notice, const QString &whyNot);
    [[nodiscard]] int open() const { return m_open; }

Q_SIGNALS:
    void recordWanted();
    void settleWanted(const tocsin::Matter &matter);
    void mailboxWanted();
    /** The next phase that says what was not known: it ends the follow-up once it is approved (P9.5). */
    void phaseWanted();
    void counted();

private:
    void take(const QList<Matter> &matters);
    void refresh();
    [[nodiscard]] const Matter *chosen() const;

    UiContext m_ui;
    IncidentId m_incident;
    NoticeId m_notice;
    QList<Matter> m_matters;
    QString m_whyNot;
    int m_open = 0;
    TextTable *m_table;
    QPushButton *m_record;
    QPushButton *m_settle;
    QPushButton *m_mailbox;
    QPushButton *m_phase;
    ClockLabel *m_clock; ///< of what is due first
    Label *m_first;
};

} // namespace tocsin
