# Completions of infocalc for bash, printed by: infocalc completions bash
_infocalc_functions='Chi( Ci( Ei( Shi( Si( Ynm( abs( abs2( acos( acosh( acot( acoth( acsc( acsch( ahaversin( airyai( airyaiprime( airyaiprimex( airyaix( airybi( airybiprime( airybiprimex( airybix( appellf1( arg( asec( asech( asin( asinh( assoc_legendre( assoc_legendre_q( atan( atan2( atanh( besseli( besseli0( besseli1( besselix( besselj( besselj0( besselj1( besselk( besselk0( besselk1( besselkx( bessely( bessely0( bessely1( beta( betainc( betainc_regularized( binomial( boxcox( boxcox1p( cbrt( ceil( celu( chebyshevt( chebyshevu( clip( conj( copysign( cos( cosc( cosd( cosh( cosm1( cospi( cot( coth( coversin( csc( csch( dawson( deg2rad( digamma( dilog( diracdelta( elliptic_e( elliptic_f( elliptic_k( elliptic_pi( elu( entr( erf( erf2( erf2inv( erfc( erfcinv( erfcx( erfi( erfinv( eta( exp( exp10( exp2( expint( expm1( expn( exprel( exsec( factorial( factorial2( falling( fdim( floor( fma( fmod( frac( fresnelc( fresnels( gamma( gammainc( gammaincc( gcd( gegenbauer( gelu( gudermann( hankel1( hankel2( hardsigmoid( hardswish( hardtanh( harmonic( haversin( heaviside( hermite( hn1( hn2( hurwitz( hyp0f1( hyp1f1( hyp2f1( hyperu( hypot( im( incbeta( incbeta_regularised( inv_boxcox( inverse_gudermann( inverse_jacobi_cd( inverse_jacobi_cn( inverse_jacobi_cs( inverse_jacobi_dc( inverse_jacobi_dn( inverse_jacobi_ds( inverse_jacobi_nc( inverse_jacobi_nd( inverse_jacobi_ns( inverse_jacobi_sc( inverse_jacobi_sd( inverse_jacobi_sn( jacobi( jacobiam( jacobicd( jacobicn( jacobics( jacobidc( jacobidn( jacobids( jacobinc( jacobind( jacobins( jacobisc( jacobisd( jacobisn( jn( jtheta( kl_div( laguerre( lambertw( lcm( ldexp( leakyrelu( legendre( legendre_q( lerchphi( li( log( log10( log1mexp( log1p( log1pmx( log1psq( log2( log_ndtr( logaddexp( logaddexp2( logbeta( logerfc( logerfcx( logexpm1( loggamma( logit( logmxp1( logsigmoid( logsubexp( logsumexp( lowergamma( marcumq( mathieuc( mathieucprime( mathieus( mathieusprime( max( min( mish( mod( multigamma( multigammaln( nielsen( normcdf( normpdf( owens_t( polygamma( polylog( pow( powm1( probit( pseudo_huber( rad2deg( re( rel_entr( relu( relu6( rgamma( riemann_xi( rising( root( round( sec( sech( selu( sigmoid( sign( silu( sin( sinc( sincpi( sind( singularity( sinh( sinpi( softmax( softplus( softshrink( softsign( spence( spherical_in( spherical_kn( sqrt( square( squareplus( struveh( struvel( tan( tand( tanh( tanhshrink( tanpi( trigamma( trunc( uppergamma( vercos( versin( xlog1py( xlogx( xlogy( yn( zeta( zetac( zetaprime('
_infocalc_laws='Arcsine( AsymmetricLaplace( Bernoulli( Beta( BetaBinomial( BetaPrime( Binomial( Burr( Cardioid( Categorical( Cauchy( Chi( ChiSquared( ContinuousBernoulli( CrystalBall( Dagum( Dirichlet( DiscreteUniform( DoubleGamma( DoubleWeibull( Erlang( Exponential( ExponentiatedWeibull( F( FoldedNormal( Frechet( Gamma( GeneralizedGamma( GeneralizedLogistic( GeneralizedNormal( GeneralizedPareto( Geometric( Gev( Gompertz( Gumbel( GumbelMin( HalfCauchy( HalfLogistic( HalfNormal( HyperbolicSecant( Hypergeometric( InverseGamma( InverseGaussian( InverseWishart( JohnsonSU( Kumaraswamy( Laplace( Levy( Lindley( LogGamma( LogLogistic( LogSeries( LogUniform( Logistic( LogitNormal( Lognormal( Lomax( MatrixNormal( Maxwell( Mixture( Moyal( Multinomial( MultivariateNormal( MultivariateT( Nakagami( Negative( NegativeBinomial( Normal( Pareto( Poisson( PoissonGamma( PowerFunction( RaisedCosine( Rayleigh( Rice( Scaled( Shifted( Skellam( SkewNormal( StudentT( Trapezoidal( Triangular( Truncated( TruncatedNormal( Uniform( VonMises( Weibull( WignerSemicircle( Wishart( WrappedCauchy( WrappedNormal( ZeroInflatedPoisson( ZeroTruncated( Zeta( ZipfFinite('

_infocalc() {
    local line=${COMP_LINE:0:COMP_POINT} current=${COMP_WORDS[COMP_CWORD]} word before options='' names=''
    [[ $current == [@=:\(] ]] && current=''
    word=${line%"$current"}
    word=${word##*[[:blank:]]}$current
    before=${line%"$word"}
    before=${before%"${before##*[![:blank:]]}"}
    before=${before##*[[:blank:]]}
    if [[ $word == --*=* ]]; then
        before=${word%%=*}
        word=${word#*=}
    fi
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        _infocalc_words 'diff grad jacobian hessian laplacian divergence curl entropy xent kl jsd jeffreys psi hellinger tv bhattacharyya pearson neyman wasserstein ks eval equal drift capacity rate mi help completions' "$word" '--help --version'
        return
    fi
    if [[ $word == @* ]]; then
        _infocalc_files "${word#@}" @
        return
    fi
    case $before in
        --simplify) _infocalc_words 'none fast full' "$word" ''; return ;;
        --layout) _infocalc_words 'numerator denominator' "$word" ''; return ;;
        --symmetric) _infocalc_words 'projection entries' "$word" ''; return ;;
        --format) _infocalc_words 'table plain json jsonl csv tsv latex typst markdown value python numpy torch jax c julia mathml github junit sarif' "$word" ''; return ;;
        --color) _infocalc_words 'auto always never' "$word" ''; return ;;
        --estimator) _infocalc_words 'plugin jeffreys laplace schurmann-grassberger minimax shrink miller-madow jackknife chao-shen chao-wang-jost grassberger grassberger-2003 zhang bonachela nsb ansb vasicek van-es ebrahimi correa kozachenko-leonenko ksg ksg-2 wang-kulkarni-verdu' "$word" ''; return ;;
        --unit) _infocalc_words 'nats bits bans' "$word" ''; return ;;
        --decimal) _infocalc_words 'comma , . point' "$word" ''; return ;;
        --nulls) _infocalc_words 'refuse label drop' "$word" ''; return ;;
        --engine) _infocalc_words 'auto own duckdb spark' "$word" ''; return ;;
        --relative-to) _infocalc_words 'min max arithmetic geometric joint x y' "$word" ''; return ;;
        --output|--plot) _infocalc_files "$word" ''; return ;;
        --implicit|--range|--wrt|--names|--in-terms-of|--shapes|--digits|--at|--check|--tol|--max|--min|--assume|--timeout|--max-memory|--jobs|--along|--renyi|--tsallis|--window|--neighbours|--bootstrap|--bayes|--seed|--confidence|--max-upper|--min-lower|--base|--smooth|--smooth-total|--sum-tolerance|--column|--label-column|--delimiter|--comment|--columns|--by|--table|--q-column|--alpha|--f|--mixture-weights|--numeric|--bins|--edges|--max-jsd|--max-psi|--max-kl|--min-p|--print-sql|--x|--y|--given) return ;;
    esac
    case ${COMP_WORDS[1]} in
        diff)
            options='--implicit --plot --range --wrt --names --complex --simplify --in-terms-of --no-verify --shapes --layout --symmetric --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names=$_infocalc_functions ;;
        grad)
            options='--along --plot --range --wrt --names --complex --simplify --in-terms-of --no-verify --shapes --layout --symmetric --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names=$_infocalc_functions ;;
        jacobian)
            options='--wrt --names --complex --simplify --in-terms-of --no-verify --shapes --layout --symmetric --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names=$_infocalc_functions ;;
        hessian)
            options='--plot --wrt --names --complex --simplify --in-terms-of --no-verify --shapes --layout --symmetric --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names=$_infocalc_functions ;;
        laplacian)
            options='--wrt --names --complex --simplify --in-terms-of --no-verify --shapes --layout --symmetric --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names=$_infocalc_functions ;;
        divergence)
            options='--wrt --names --complex --simplify --in-terms-of --no-verify --shapes --layout --symmetric --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names=$_infocalc_functions ;;
        curl)
            options='--wrt --names --complex --simplify --in-terms-of --no-verify --shapes --layout --symmetric --digits --at --steps --check --tol --max --min --assume --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names=$_infocalc_functions ;;
        entropy)
            options='--renyi --tsallis --perplexity --share --window --neighbours --estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --plot --range --lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        xent)
            options='--both --perplexity --estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        kl)
            options='--window --neighbours --test --renyi --alpha --f --both --estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        jsd)
            options='--test --mixture-weights --distance --estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        jeffreys)
            options='--estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        psi)
            options='--estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        hellinger)
            options='--estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        tv)
            options='--estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        bhattacharyya)
            options='--estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        pearson)
            options='--estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        neyman)
            options='--estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --lines --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        wasserstein)
            options='--lines --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        ks)
            options='--lines --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --merge-duplicates --plot --range --q-column --characters --bytes --logits --logprobs --tokens --help'
            names=$_infocalc_laws ;;
        eval)
            options='--digits --at --max --min --complex --strict --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names=$_infocalc_functions ;;
        equal)
            options='--complex --strict --format --json --output --quiet --color --ascii --timeout --max-memory --help'
            names=$_infocalc_functions ;;
        drift)
            options='--columns --numeric --bins --edges --nulls --engine --table --max-jsd --max-psi --max-kl --min-p --profile --print-sql --plot --digits --counts --delimiter --header --no-header --comment --format --json --output --quiet --color --ascii --timeout --max-memory --help'
            names='' ;;
        capacity)
            options='--lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names='' ;;
        rate)
            options='--lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --help'
            names='' ;;
        mi)
            options='--lines --unit --base --digits --at --steps --check --tol --max --min --assume --strict --normalize --counts --weights --samples --smooth --smooth-total --sum-tolerance --column --label-column --delimiter --decimal --header --no-header --comment --columns --by --nulls --engine --table --format --json --output --quiet --color --ascii --timeout --max-memory --jobs --x --y --given --relative-to --plot --neighbours --test --estimator --bootstrap --bayes --seed --confidence --max-upper --min-lower --help'
            names='' ;;
        help) _infocalc_words 'accuracy ambiguity baseline-in-ci batches cheat-sheet coming-from counts-with-zeros decimals entropy-of-a-column from-python gradients-as-code homework infinity installing latex-and-notebooks matrix-calculus pipes proved scope tutorial units warm notation matrices functions distributions prompt tables formats exit-codes examples schema limits manual diff grad jacobian hessian laplacian divergence curl entropy xent kl jsd jeffreys psi hellinger tv bhattacharyya pearson neyman wasserstein ks eval equal drift capacity rate mi help completions relu6 hardtanh hardsigmoid hardswish logsigmoid airyai airybi airyaiprime airybiprime besselj bessely besseli besselk hankel1 hankel2 struveh struvel factorial binomial rising falling harmonic re im conj arg deg2rad rad2deg sind cosd tand sinpi cospi exp log log2 log10 log1p expm1 exp2 pow sqrt square hypot cbrt root elliptic_k elliptic_e elliptic_f elliptic_pi xlogy xlog1py entr rel_entr kl_div normcdf normpdf probit erf erfc erfi erf2 erfcx erfinv erfcinv erf2inv dawson max min gamma uppergamma lowergamma loggamma digamma polygamma trigamma beta sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch hyp0f1 hyp1f1 hyp2f1 appellf1 hyperu asin acos atan acot asec acsc atan2 jacobiam jacobisn jacobicn jacobidn sigmoid softplus relu leakyrelu elu selu silu gelu mish logit softsign softmax logsumexp assoc_legendre assoc_legendre_q legendre_q Ynm mathieuc mathieus mathieucprime mathieusprime abs sign floor ceil heaviside diracdelta singularity polylog nielsen dilog legendre hermite chebyshevt chebyshevu laguerre gegenbauer jacobi incbeta incbeta_regularised owens_t marcumq mod fmod gcd lcm round trunc frac clip lambertw Ei expn expint sinc Si Ci Shi Chi li fresnels fresnelc jtheta sin cos tan cot sec csc jn yn spherical_in spherical_kn hn1 hn2 besselj0 besselj1 bessely0 bessely1 besseli0 besseli1 besselk0 besselk1 besselix besselkx airyaix airyaiprimex airybix airybiprimex jacobins jacobinc jacobind jacobisc jacobisd jacobics jacobicd jacobids jacobidc inverse_jacobi_sn inverse_jacobi_cn inverse_jacobi_dn inverse_jacobi_sc inverse_jacobi_ns inverse_jacobi_nc inverse_jacobi_cs inverse_jacobi_nd inverse_jacobi_sd inverse_jacobi_cd inverse_jacobi_ds inverse_jacobi_dc multigamma multigammaln factorial2 logbeta rgamma gammainc gammaincc betainc_regularized betainc riemann_xi zetac spence exp10 tanpi sincpi cosc cosm1 powm1 exprel logaddexp logaddexp2 logsubexp log1mexp logexpm1 log1psq log1pmx logmxp1 xlogx logerfc logerfcx log_ndtr ldexp fma fdim abs2 copysign boxcox boxcox1p inv_boxcox pseudo_huber versin coversin vercos haversin ahaversin exsec gudermann inverse_gudermann tanhshrink softshrink celu squareplus zeta hurwitz lerchphi zetaprime eta Uniform Beta Arcsine Kumaraswamy PowerFunction LogUniform Triangular Trapezoidal TruncatedNormal LogitNormal VonMises WrappedNormal WrappedCauchy Cardioid ContinuousBernoulli WignerSemicircle RaisedCosine Bernoulli Binomial Geometric NegativeBinomial Poisson LogSeries Zeta ZipfFinite DiscreteUniform Hypergeometric BetaBinomial Skellam ZeroInflatedPoisson PoissonGamma FoldedNormal Rice Lindley ExponentiatedWeibull HalfLogistic Pareto Lomax GeneralizedPareto LogLogistic Burr Dagum BetaPrime F HalfCauchy Exponential Gamma Erlang GeneralizedGamma ChiSquared Rayleigh Maxwell HalfNormal Nakagami Weibull Frechet InverseGamma Levy Gompertz Lognormal InverseGaussian Normal Laplace Logistic HyperbolicSecant Cauchy StudentT Gumbel GumbelMin Gev GeneralizedNormal AsymmetricLaplace LogGamma Moyal GeneralizedLogistic SkewNormal JohnsonSU CrystalBall DoubleGamma DoubleWeibull Mixture MultivariateNormal Dirichlet Multinomial Categorical MultivariateT Wishart InverseWishart MatrixNormal Truncated ZeroTruncated Shifted Scaled Negative implicit plot range wrt names complex simplify in-terms-of no-verify shapes layout symmetric digits at steps check tol assume strict format json output quiet color ascii timeout max-memory jobs along renyi tsallis perplexity share window neighbours estimator bootstrap bayes seed confidence max-upper min-lower lines unit base normalize counts weights samples smooth smooth-total sum-tolerance column label-column delimiter decimal header no-header comment columns by nulls engine table merge-duplicates characters bytes logits logprobs tokens both q-column test alpha f mixture-weights distance numeric bins edges max-jsd max-psi max-kl min-p profile print-sql x y given relative-to plain jsonl csv tsv latex typst markdown value python numpy torch jax c julia mathml github junit sarif tr det logdet inv solve diag norm norm2 norm1 kron vec eye ones vector comm outer dot hadamard transpose expm matrix_power sum input usage syntax ambiguous distribution parameter file no-answer undefined undecided limit bug 0 1 2 3 70 74 130 141 constant partial identity dependent negation constant-multiple product power reciprocal quotient logarithmic chain chain-several exponential logarithm trigonometric inverse-trigonometric hyperbolic inverse-hyperbolic absolute-value step complex-part largest special-function definition undefined-function piecewise leibniz term-by-term both-sides depth name variables exponent constant-bits order function-order polylogarithm-order operations matrix channel table-line table-rows sample pairs labels unpacked-bytes table-bytes' "$word" --help; return ;;
        completions) _infocalc_words 'bash zsh fish powershell' "$word" --help; return ;;
    esac
    if [[ $word == -* && $word != *[\(\ ]* ]]; then
        _infocalc_words "$options" "$word" "$options"
    else
        _infocalc_names "$names" "$current"
    fi
}

# words in place of $2; those of $3 are offered only to who has typed a minus
_infocalc_words() {
    compopt +o nospace 2> /dev/null
    if [[ $2 == -* ]]; then
        COMPREPLY=($(compgen -W "$3" -- "$2"))
    else
        COMPREPLY=($(compgen -W "$1" -- "$2"))
    fi
}

# files behind the mark $2 in place of $1
_infocalc_files() {
    local IFS=$'\n' file
    for file in $(compgen -f -- "$1"); do
        [[ -d $file ]] && file+=/
        COMPREPLY+=("$2$(printf %q "$file")")
    done
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]] || compopt +o nospace 2> /dev/null
}

# names in place of the letters that $2 ends with; an open quote stays open, and one is opened where none is
_infocalc_names() {
    local quote='' text=$2 letters
    if [[ $text == [\'\"]* ]]; then
        quote=${text:0:1}
        text=${text:1}
    fi
    letters=${text##*[!A-Za-z0-9_]}
    [[ -z $letters && -n $text ]] && return
    [[ -n $quote ]] || text=\'$text
    COMPREPLY=($(compgen -W "$1" -- "$letters"))
    COMPREPLY=("${COMPREPLY[@]/#/${text%"$letters"}}")
    # readline shuts the quote behind the only match: what is written within the parentheses makes it two
    [[ -n $quote && ${#COMPREPLY[@]} == 1 ]] && COMPREPLY+=("${COMPREPLY[0]}...)")
}

complete -o nospace -F _infocalc infocalc
