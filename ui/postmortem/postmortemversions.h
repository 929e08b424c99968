#pragma once

#include "models/domain/postmortem.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QComboBox;
class QListWidget;
class QTextBrowser;

namespace tocsin {

class Label;

/** The versions of a post-mortem, and what each changed, word by word (P11.2). */
class PostmortemVersions : public QWidget
{
    Q_OBJECT

public:
    explicit PostmortemVersions(const UiContext &ui, QWidget *parent = nullptr);

    void showVersions(IncidentId incident, const QList<PostmortemVersion> &versions);
    /** The two texts as one, what went struck through and what came underlined; colours say the same. */
    [[nodiscard]] static QString diffHtml(const QString &before, const QString &after);

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose(int row);
    void compare();
    void showDiff();

    UiContext m_ui;
    IncidentId m_incident;
    QList<PostmortemVersion> m_versions;
    QListWidget *m_list;
    QComboBox *m_with;
    Label *m_what;
    QTextBrowser *m_text;
    QString m_before;
    QString m_after;
    int m_reading = 0;
};

} // namespace tocsin
