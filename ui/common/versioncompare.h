#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QTextBrowser;

namespace tocsin {

class Label;

/** One version of a text, as it is offered. */
struct TextVersion
{
    QString name; ///< "2: Ada Ruiz, yesterday 14:02"
    QString text; ///< all of it, as lines
    friend bool operator==(const TextVersion &, const TextVersion &) = default;
};

/** Two versions of a text against each other, line by line: what went, what came (P9.6, P9.7). */
class VersionCompare : public QWidget
{
    Q_OBJECT

public:
    explicit VersionCompare(QWidget *parent = nullptr);

    /** Oldest first; compares the newest with `before`, or with the one before it. What was chosen stays while they
     * are the same. */
    void setVersions(const QList<TextVersion> &versions, int before = -1);

protected:
    void changeEvent(QEvent *event) override;

private:
    void compare();

    QList<TextVersion> m_versions;
    QComboBox *m_before;
    QComboBox *m_after;
    QTextBrowser *m_view;
    Label *m_summary;
};

} // namespace tocsin
