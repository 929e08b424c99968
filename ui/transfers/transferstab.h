#pragma once

#include "models/services/services.h"
#include "ui/common/incidenttab.h"

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace tocsin {

class ActPanel;
class BesideArea;
class EmptyState;
class Label;
class TransferView;

/** The transfers of an incident (P10): the requests by number, and one of them in a column. */
class TransfersTab : public IncidentTab
{
    Q_OBJECT

public:
    explicit TransfersTab(const UiContext &ui, QWidget *parent = nullptr);

    void showIncident(const IncidentDetails &details) override;
    void activate() override;
    [[nodiscard]] QString key() const override { return QStringLiteral("transfers"); }
    [[nodiscard]] QString title() const override { return tr("Transfers"); }
    [[nodiscard]] bool wantsRoom() const override;
    [[nodiscard]] QString badge() const override;
    [[nodiscard]] TransferView *view() const { return m_view; }
    [[nodiscard]] ActPanel *panel() const { return m_panel; }
    /** Shows this one when the list has it. */
    void choose(TransferId id);

private:
    void build();
    QWidget *buildList();
    void read();
    void showList(const QList<Transfer> &list);
    void showCurrent();
    void refresh();
    void openPanel(ActPanel *panel);
    void closePanel();
    void ask(bool breach);
    [[nodiscard]] QString whyNotAsk() const;

    IncidentDetails m_details;
    QList<Transfer> m_list;
    TransferId m_wanted;
    bool m_known = false;
    QStackedWidget *m_stack = nullptr;
    Label *m_loading = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_failure = nullptr;
    BesideArea *m_beside = nullptr;
    QWidget *m_page = nullptr;
    QWidget *m_side = nullptr; ///< the list and its buttons; a panel beside the transfer takes its room
    QListWidget *m_rows = nullptr;
    QPushButton *m_ask = nullptr;
    QPushButton *m_breach = nullptr;
    QPushButton *m_emptyAsk = nullptr;
    QPushButton *m_emptyBreach = nullptr;
    TransferView *m_view = nullptr;
    ActPanel *m_panel = nullptr;
};

} // namespace tocsin
