#pragma once

#include "ui/risk/riskpage.h"

class QListWidget;
class QStackedWidget;

namespace tocsin {

class DataSetForm;
class EmptyState;
class PartForm;

/** The affected data sets: named by responders, with the part they propose; legal decides the part (P5.6). */
class DataSetsPage : public RiskPage
{
    Q_OBJECT

public:
    explicit DataSetsPage(const UiContext &ui, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Affected data"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] bool isComplete() const override;
    void focusFirst() override;

protected:
    void fill(bool first) override;
    [[nodiscard]] QString whyDisabled() const override;
    [[nodiscard]] Right right() const override;
    void submit() override;

private:
    void build();
    void fillList();
    void showChosen();
    void startNew();
    void decideInstead(bool decide);
    void submitPart();
    void openDraft();
    /** The chosen one, or nothing for a new one. */
    [[nodiscard]] const DataSet *chosen() const;
    [[nodiscard]] bool isDeciding() const;

    QListWidget *m_list;
    QPushButton *m_new;
    QPushButton *m_decide;
    QStackedWidget *m_forms;
    DataSetForm *m_form;
    PartForm *m_part;
    FormDraft *m_partDraft;
    qint64 m_chosen = 0; ///< id of the data set; 0: a new one
};

} // namespace tocsin
