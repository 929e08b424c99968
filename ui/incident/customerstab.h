#pragma once

#include "models/domain/customer.h"
#include "ui/common/incidenttab.h"

class QBoxLayout;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace tocsin {

class Banner;
class EmptyState;
class Label;
class ScopeModel;
class SearchField;

/** Whose data is affected, and who of them would be told (P7.8, P9.2, P9.3). */
class CustomersTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit CustomersTab(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override { return QStringLiteral("customers"); }
    [[nodiscard]] QString title() const override { return tr("Customers"); }
    [[nodiscard]] QString badge() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void addRequested();
    /** Many: by search, or from a file. */
    void searchRequested();
    void importRequested();
    void takeOutRequested(const tocsin::ScopeRow &row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildTable();
    void read();
    void showRows(const QList<ScopeRow> &rows);
    void updateButtons();
    [[nodiscard]] QString whyNotNow() const;
    [[nodiscard]] QString whyNotTakeOut() const;
    [[nodiscard]] QString whyNotRedact() const;
    [[nodiscard]] int currentRow() const;

    IncidentDetails m_details;
    ScopeModel *m_model;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QPushButton *m_emptyAdd;
    QPushButton *m_emptySearch = nullptr;
    QPushButton *m_emptyImport = nullptr;
    QTableView *m_table;
    SearchField *m_filter;
    QBoxLayout *m_bar = nullptr;
    QHBoxLayout *m_acts = nullptr;
    Label *m_summary;
    Label *m_why;
    QPushButton *m_add;
    QPushButton *m_search;
    QPushButton *m_import;
    QPushButton *m_takeOut;
    QPushButton *m_redact;
    Banner *m_deadline;
    int m_reading = 0;
};

} // namespace tocsin
