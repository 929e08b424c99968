#pragma once

#include "models/domain/working.h"
#include "ui/incident/actpanel.h"

class QVBoxLayout;

namespace tocsin {

class ConflictPanel;
class MarkdownEditor;

/** Writes a version of the situation (P1.11); shows the versions before it and what each of them changed. */
class SituationPanel : public ActPanel
{
    Q_OBJECT

public:
    SituationPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent = nullptr);

    [[nodiscard]] int preferredWidth() const override { return 520; }

protected:
    void refresh() override;
    void submit() override;
    [[nodiscard]] QString whyDisabled() const override;

private:
    MarkdownEditor *addEditor(const QString &label, const QString &name, const QString &field);
    void read();
    void takeVersions(const QList<Situation> &versions);
    void mergeTheirs(const Situation &theirs);
    void show(const Situation &situation);
    void showHistory();
    [[nodiscard]] Situation typed() const;

    MarkdownEditor *m_known;
    MarkdownEditor *m_unknown;
    MarkdownEditor *m_next;
    ConflictPanel *m_conflict;
    QVBoxLayout *m_history;
    QList<Situation> m_versions;
    Situation m_base; ///< the version that what is typed started from
    bool m_loaded = false;
};

} // namespace tocsin
