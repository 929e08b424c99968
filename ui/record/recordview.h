#pragma once

#include "models/services/recordservice.h"
#include "ui/common/uicontext.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QDateEdit;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace tocsin {

class AuditDetail;
class AuditListModel;
class Card;
class EmptyState;
class Label;
class SearchField;

/** The audit record as a list with filters and one entry beside it (P12.1). */
class RecordView : public QWidget
{
    Q_OBJECT

public:
    /** `wholeRecord`: also filters by incident, and leads to it. */
    RecordView(const UiContext &ui, bool wholeRecord, QWidget *parent = nullptr);

    /** Of one incident alone. */
    void setIncident(IncidentId id);
    /** Reads the first page if nothing was read yet. */
    void start();
    /** Shows the entry of this number, wherever the list stands. */
    void showEntry(qint64 seq);
    /** Of one incident: offers to redact what an entry says, or says why not. */
    void offerRedaction(const QString &whyNot);

Q_SIGNALS:
    void redactionWanted(const QString &table, qint64 row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildFilters();
    void addChoices(QLayout *layout, QWidget *bar);
    QWidget *buildList();
    void applyFilters();
    void applyIncident();
    /** Everything but the incident. */
    [[nodiscard]] AuditFilter narrowed() const;
    [[nodiscard]] bool isNarrowed() const;
    void applyPeriod(AuditFilter &filter) const;
    void readPeople();
    void showCurrent();
    void refreshState();

    UiContext m_ui;
    bool m_whole;
    bool m_started = false;
    AuditListModel *m_model;
    IncidentId m_incident;
    QTimer m_typing;
    SearchField *m_text = nullptr;
    SearchField *m_reference = nullptr;
    QComboBox *m_person = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_period = nullptr;
    QDateEdit *m_from = nullptr;
    QDateEdit *m_to = nullptr;
    Label *m_error = nullptr;
    Label *m_count = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTableView *m_view = nullptr;
    EmptyState *m_empty = nullptr;
    QSplitter *m_splitter = nullptr;
    Card *m_entry = nullptr;
    bool m_narrow = false;
    AuditDetail *m_detail = nullptr;
};

} // namespace tocsin
