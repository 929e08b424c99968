#pragma once

#include "models/domain/service.h"
#include "ui/incident/actpanel.h"

class QBoxLayout;
class QCheckBox;
class QComboBox;

namespace tocsin {

class ResponsibilityGrid;

/** P3.2: which service and which of its layers an incident touches; says at once whose they are. */
class ResponsibilityPanel : public ActPanel
{
    Q_OBJECT

public:
    ResponsibilityPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 860; }
    [[nodiscard]] bool wantsRoom() const override { return true; }

protected:
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void readDirectory();
    void showDirectory(const QList<Service> &services, const QList<ServiceImpact> &impacts);
    /** What stands of the service that is chosen, or its usual model. */
    void showChosen();
    void showAnswer();
    [[nodiscard]] ServiceImpact input() const;
    [[nodiscard]] const ServiceImpact *standing() const;

    bool m_read = false;
    QList<Service> m_services;
    QList<ServiceImpact> m_impacts;
    QBoxLayout *m_columns = nullptr; ///< side by side, or one beneath the other
    QComboBox *m_service;
    ResponsibilityGrid *m_grid;
    FormRow *m_gridRow = nullptr;
    Label *m_answer;
    QCheckBox *m_notAffected;
    FormRow *m_reasonRow = nullptr;
    QPlainTextEdit *m_reason = nullptr;
    qint64 m_wanted = 0; ///< of the draft, until the directory is read
};

} // namespace tocsin
