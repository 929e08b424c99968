#pragma once

#include "models/domain/customer.h"
#include "ui/incident/actpanel.h"

class QComboBox;
class QLineEdit;
class QListView;
class QPushButton;
class QStandardItemModel;

namespace tocsin {

class SearchField;

/** Puts many subscriptions in scope that a search finds: the words choose, a person ticks (P9.3). */
class ScopeSearchPanel : public ActPanel
{
    Q_OBJECT

public:
    ScopeSearchPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 480; }

protected:
    void refresh() override { search(); }
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    void build();
    void search();
    void showRows(const QList<ScopeRow> &rows);
    void tickAll(bool ticked);
    [[nodiscard]] QList<ScopeRow> ticked() const;

    QList<ScopeRow> m_rows;
    int m_asked = 0;
    SearchField *m_words;
    QListView *m_list;
    QStandardItemModel *m_model;
    QPushButton *m_all;
    Label *m_count;
    QLineEdit *m_accessed;
    QComboBox *m_certainty;
    QPlainTextEdit *m_reason = nullptr;
};

} // namespace tocsin
